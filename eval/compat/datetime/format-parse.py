import datetime as dt
d = dt.datetime.strptime("05 Mar 2024 14:30", "%d %b %Y %H:%M")
print(d.isoformat(), d.strftime("%A %j %U"))
