"""Words of column headers, in several languages: what they say of a column. Kept folded: lower case, no accents."""

import re

from .text import clean, fold

# Whole words or phrases; a phrase wins over a word. Order matters: the first type that matches is taken.
SENSITIVE: dict[str, str] = {
    "email": "email e_mail mail courriel correo correo_electronico emailadresse epost e_post mejl adres_e_mail indirizzo_email",
    "secret": "password passwort passwd pwd secret token api_key apikey private_key pin contrasena mot_de_passe haslo senha wachtwoord losenord",
    "ip": "ip ip_address ipaddress ip_adresse client_ip remote_addr adresse_ip direccion_ip",
    "mac": "mac_address mac_adresse",
    "national-id": (
        "ssn social_security social_security_number sin nino national_insurance ni_number nhs nhs_number steuer_id steuerid steuernummer steueridnr nir"
        " numero_securite_sociale securite_sociale num_secu dni nie nif codice_fiscale cod_fiscale bsn burgerservicenummer sofinummer pesel personnummer"
        " personnr cpf cnpj aadhaar aadhar pan_number pan_no rijksregisternummer ahv ahv_nummer fodselsnummer cpr cpr_nummer tckn curp rrn hkid nric passport"
        " passport_no passport_number reisepass passnummer passeport pasaporte passaporto paszport paspoort pass national_id nationalid identity_number id_card"
        " id_number ausweis ausweisnummer personalausweis cedula rut tax_id taxid tin tax_number driver_license drivers_license driving_licence licence_number"
        " license_number fuhrerschein sozialversicherungsnummer sv_nummer svnr medicare rg vat_id_person my_number"
    ),
    "date-of-birth": (
        "dob date_of_birth birth_date birthdate birthday born birth geburtsdatum geburtstag geb_datum geb geboren date_de_naissance naissance ddn"
        " fecha_de_nacimiento fecha_nacimiento nacimiento f_nacimiento data_di_nascita data_nascita nascita geboortedatum data_urodzenia ur_data urodzenia"
        " fodelsedatum fodelsedag fodselsdato data_de_nascimento data_nascimento nascimento geboortedag"
    ),
    "phone": (
        "phone phone_number telephone tel tel_no telno mobile mobile_no cell cellphone cell_phone fax whatsapp telefon telefonnummer handy handynummer mobil"
        " mobilnummer rufnummer telefone celular telefono movil cellulare numero_di_telefono portable numero_de_telephone telefoon telefoonnummer mobiel gsm"
        " mobiltelefon numer_telefonu komorka mobilnr telefonnr msisdn contact_no contact_number phone1 phone2 tlf"
    ),
    "card": "card_number cardnumber card_no credit_card creditcard cc_number cc_num ccn pan_card kartennummer kreditkarte numero_de_carte carte_bancaire tarjeta numero_tarjeta carta_di_credito creditcard_nummer numer_karty kortnummer cartao cartao_de_credito debit_card",
    "iban": "iban bank_account bankaccount account_number accountnumber acct_no kontonummer konto_nr bankverbindung rib numero_de_compte compte_bancaire cuenta_bancaria numero_de_cuenta conto_corrente rekeningnummer numer_konta numer_rachunku bankkonto conta_bancaria conta_corrente sort_code routing_number swift_account bank_acc",
    "postcode": "postcode post_code postal_code postalcode zip zipcode zip_code plz postleitzahl code_postal cp codigo_postal cap codice_postale kod_pocztowy postnummer postnr cep pincode pin_code eircode",
    "address": (
        "address addr address1 address2 address_line street street_address street_name house_number home_address residence adresse anschrift strasse str hausnummer"
        " wohnort_strasse rue voie direccion domicilio calle indirizzo via residenza adres straat huisnummer straatnaam ulica adres_zamieszkania adress gatuadress"
        " gata gateadresse endereco rua logradouro morada mailing_address shipping_address billing_address delivery_address lieferadresse rechnungsadresse"
    ),
    "username": "username user_name login login_name loginname handle nickname nick screen_name twitter instagram skype linkedin benutzername benutzer utilisateur identifiant usuario utente gebruikersnaam uzytkownik anvandarnamn discord telegram alias",
    "plate": "license_plate licence_plate plate number_plate registration_plate vin kennzeichen autokennzeichen immatriculation matricula targa kenteken registreringsnummer placa numer_rejestracyjny",
    "device": "imei imsi device_id deviceid cookie cookie_id advertising_id idfa gaid session_id serial_of_device fingerprint",
    "person": (
        "full_name fullname first_name firstname last_name lastname middle_name given_name forename surname family_name maiden_name nickname_real person contact"
        " contact_name contact_person customer_name client_name patient patient_name employee employee_name staff staff_name member_name student student_name teacher"
        " manager manager_name supervisor sales_rep salesrep rep sales_person salesperson salesman account_manager agent agent_name owner_name cardholder card_holder"
        " account_holder holder beneficiary recipient recipient_name sender sender_name author doctor physician nurse passenger guest guest_name tenant landlord driver"
        " applicant candidate candidate_name respondent signatory signed_by approved_by created_by updated_by assigned_to assignee reported_by requested_by"
        " attendee attendees spouse parent guardian emergency_contact next_of_kin buyer_name seller_name donor subscriber_name user_full_name"
        " name_vorname vorname nachname familienname vor_und_nachname kundenname ansprechpartner mitarbeiter mitarbeitername kontaktperson sachbearbeiter bearbeiter"
        " verkaufer betreuer versicherter patientenname empfanger absender inhaber kontoinhaber prenom nom nom_complet nom_de_famille nom_client interlocuteur"
        " salarie commercial vendeur responsable titulaire destinataire nombre_completo nombre_y_apellidos apellido apellidos primer_apellido nombre_cliente vendedor"
        " encargado paciente empleado titular cognome nome_cognome nome_completo nome_e_cognome nominativo dipendente intestatario paziente referente voornaam"
        " achternaam naam tussenvoegsel klantnaam contactpersoon medewerker patient_naam imie nazwisko imie_i_nazwisko imie_nazwisko pracownik pacjent klient_nazwa"
        " osoba_kontaktowa fornamn efternamn namn kundnamn kontakt anstalld nome sobrenome nome_do_cliente funcionario paciente_nome contato fornavn etternavn efternavn"
        " navn shimei namae imya familiya otchestvo fio xingming 姓名 氏名 名前 имя фамилия отчество фио"
    ),
    "person-id": (
        "customer_id customerid customer_no customer_number cust_id custid client_id clientid client_no patient_id patientid mrn medical_record_number employee_id"
        " employeeid employee_no employee_number emp_id empid emp_no staff_id member_id memberid membership_no user_id userid uid student_id studentid matriculation_number"
        " matrikelnummer account_id accountid subscriber_id person_id personid contact_id lead_id policy_number policy_no policyholder insurance_number versicherungsnummer"
        " kundennummer kunden_nr kundennr kunden_id mitarbeiternummer personalnummer personalnr mitgliedsnummer patientennummer numero_client num_client id_client matricule"
        " id_cliente numero_cliente codigo_cliente id_empleado codice_cliente id_paziente klantnummer klant_id personeelsnummer numer_klienta id_klienta kundnummer"
        " anstallningsnummer codigo_do_cliente id_usuario id_utente loyalty_number loyalty_id"
    ),
    "free-text": (
        "comment comments note notes remark remarks message messages feedback review complaint description_of_complaint free_text freetext transcript email_body body"
        " bemerkung bemerkungen kommentar anmerkung notiz notizen nachricht commentaire commentaires remarque message_client comentario comentarios observaciones"
        " nota note_libere commento opmerking opmerkingen uwagi komentarz kommentarer anteckning observacoes mensagem chat question answer_text reason_text"
    ),
}
SAFE = (
    "category kategorie categorie categoria categoria_produto kategoria kategori status state stato estado statut staat etat type typ tipo soort rodzaj segment region regio"
    " region_name gebiet area zone land country pays pais paese kraj currency wahrung devise moneda valuta waluta department abteilung departement departamento reparto"
    " afdeling dzial avdelning channel kanal canal canale product produkt produit producto prodotto item artikel article articulo articolo product_name product_line"
    " produktname marke brand marque marca merk marka model modell modele modelo size grosse taille talla taglia maat rozmiar color colour farbe couleur colore kleur kolor"
    " unit einheit unite unidad unita eenheid jednostka priority prioritat priorite prioridad level stage phase tier plan gender sex geschlecht sexe genero sesso plec kon"
    " language sprache langue idioma lingua taal jezyk payment_method zahlungsart shipping_method versandart carrier industry branche secteur sector settore team class"
    " klasse classe clase grade rating score weekday wochentag month monat mois mes mese maand miesiac quarter quartal trimestre season saison group gruppe groupe grupo"
    " gruppo groep grupa source quelle fuente fonte bron zrodlo device_type platform browser os event event_type action reason result outcome yes_no flag active aktiv"
    " city stadt ort ville ciudad citta stad miasto cidade store shop filiale magasin tienda negozio winkel sklep warehouse lager material service campaign kampagne"
    " subcategory sub_category warengruppe continent market markt marche mercato mercado branch office job job_title title role position beruf funktion"
)
CODES = (
    "order_id orderid order_no order_number order bestellnummer bestell_nr auftragsnummer numero_commande commande pedido numero_pedido ordine numero_ordine bestelnummer"
    " numer_zamowienia ordernummer invoice invoice_no invoice_number invoice_id rechnungsnummer rechnung_nr facture numero_facture factura numero_factura fattura"
    " factuurnummer faktura fakturanummer numer_faktury sku ean upc gtin isbn asin product_id product_code productid artikelnummer artikel_nr reference ref ref_article"
    " referencia codice_articolo articlenr item_id item_code part_number part_no teilenummer batch batch_no lot charge version release build transaction_id transactionid"
    " txn_id ticket ticket_id case_id shipment tracking_number tracking_no sendungsnummer hash checksum commit row_id index code currency_code country_code iso store_id"
    " store_code warehouse_code department_code cost_center kostenstelle gl_account url link file filename path route serial serial_number asset_id model_no po_number"
    " numero_de_serie seriennummer event_id campaign_id"
)
_QUALIFIED = re.compile(
    r"(?:product|produkt|produit|file|datei|company|firm|organi[sz]ation|table|column|country|region|city|state|store|shop|brand|event|campaign|project|"
    r"category|department|team|host|server|domain|item|class|group|field|sheet|process|app|package|host|species|game|course|school|hotel|model|station|"
    r"metric|variable|segment|channel)_?(?:name|bezeichnung)"
)
_SUFFIX = [
    ("person", re.compile(r"(?:kunden|patienten|mitarbeiter|vor|nach|familien|inhaber|klant|kund|for|efter|etter|achter|voor)(?:name?n?|naam|namn|navn)$")),
    ("address", re.compile(r"(?:strasse|adresse|anschrift|straat|gatan?)$")),
    ("email", re.compile(r"e?mail(?:adresse|adres|_id)?$")),
    ("phone", re.compile(r"(?:telefon|phone|mobil|handy|fax)(?:nummer|nr|no|num|number)?$")),
    ("date-of-birth", re.compile(r"geburts|birth|naissance|nacimiento|nascita|nascimento|urodz|fodelse|geboorte")),
    ("person-id", re.compile(r"(?:kunden|patienten|mitarbeiter|mitglieds|personal|versicherungs|klant|kund)(?:nummer|nr|id)$")),
]
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SPLIT = re.compile(r"[\W_]+")
_FLAG = re.compile(r"^(?:is|has|had|can|ist|hat)_|_(?:count|flag|opt_in|optin|verified|sent|opened|clicked|anzahl|domain|length|len|type|status|rate|valid|consent|code_type|cnt|total|confirmed)$|^(?:count|number|anzahl|total|sum|avg|mean|nb|num)_(?:of_)?")


def words(header: str) -> str:
    """`Customer eMail-Adresse` and `customerEmail` as words joined by `_`, framed by `_`."""
    parts = _SPLIT.split(fold(_CAMEL.sub("_", clean(header))).replace("ß", "ss"))
    return "_" + "_".join(p for p in parts if p) + "_"


_TYPES = [(t, sorted(text.split(), key=len, reverse=True)) for t, text in SENSITIVE.items()]
_SAFE, _CODES = sorted(set(SAFE.split()), key=len, reverse=True), sorted(set(CODES.split()), key=len, reverse=True)


def _longest(framed: str, table: list[str]) -> str:
    return next((w for w in table if f"_{w}_" in framed), "")


def is_flag(header: str) -> bool:
    """`email_opt_in`, `has_phone`, `number_of_contacts`: about a kind, not of it."""
    return bool(_FLAG.search(words(header).strip("_")))


def type_of(header: str) -> str | None:
    """The sensitive type a header names, or None."""
    framed = words(header)
    if _QUALIFIED.search(framed):
        return None
    best = max(((len(w), t) for t, table in _TYPES if (w := _longest(framed, table))), key=lambda found: found[0], default=(0, None))
    if best[1] and best[0] >= max(len(_longest(framed, _CODES)), len(_longest(framed, _SAFE)) - 3):
        return best[1]
    bare = framed.strip("_")
    if best[1] is None:
        joined = next((t for t, suffix in _SUFFIX if suffix.search(bare)), None)
        if joined:
            return joined
        return "person" if bare in ("name", "names", "kunde", "customer", "client", "cliente", "klient", "user", "klant") else None
    return None


def is_safe(header: str) -> bool:
    """A word for a category of things: status, region, product."""
    return bool(_longest(words(header), _SAFE)) or bool(_QUALIFIED.search(words(header)))


def is_code(header: str) -> bool:
    """A word for codes of things, not of people: order number, SKU, version."""
    return bool(_longest(words(header), _CODES))
