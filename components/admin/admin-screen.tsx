"use client";
import { LogOut } from "lucide-react";
import { useEffect, useRef } from "react";
import type { AdminDoor } from "../../lib/browser/admin/door.ts";
import type { Overview } from "../../lib/protocol/admin.ts";
import { LanguageSwitch } from "../language.tsx";
import { useLocale } from "../locale.tsx";
import { Mark } from "../mark.tsx";
import { strings } from "../strings.ts";
import { ThemeSwitch } from "../theme.tsx";
import type { Theme } from "../theme-name.ts";
import { Button } from "../ui/button.tsx";
import { AuditSection } from "./audit-section.tsx";
import { Gate } from "./gate.tsx";
import { IsolationSection } from "./isolation-section.tsx";
import { MaskingSection } from "./masking-section.tsx";
import { Nav } from "./nav.tsx";
import { OverviewSection } from "./overview-section.tsx";
import { PolicySection } from "./policy-section.tsx";
import { type Route, routeOf, useHash } from "./route.ts";
import { StorySection } from "./story-section.tsx";
import { UsageSection } from "./usage-section.tsx";
import { useAccess } from "./use-access.ts";
import { VerificationSection } from "./verification-section.tsx";
import { words } from "./words.ts";

/** The administrator's page. Nothing in it is secret before the server has said yes: its routes ask for themselves who is there. */
export const AdminScreen = ({ theme }: { theme: Theme }) => {
  useLocale();
  const { access, enter, again, leave } = useAccess();
  const route = routeOf(useHash());
  return (
    <>
      <Header
        theme={theme}
        name={access.type === "inside" ? access.overview.name : null}
        leave={access.type === "inside" && access.door.byToken ? leave : null}
      />
      {access.type === "inside" ? (
        <Inside door={access.door} overview={access.overview} route={route} />
      ) : (
        <Gate access={access} enter={enter} again={again} />
      )}
    </>
  );
};

const Header = ({ theme, name, leave }: { theme: Theme; name: string | null; leave: (() => void) | null }) => (
  <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-paper/90 px-3 backdrop-blur-md sm:px-4">
    <a href="/" title={words.toApp} className="flex items-center gap-2 font-semibold tracking-[-0.02em]">
      <Mark className="size-7 text-accent" />
      {strings.name}
    </a>
    <span className="text-soft">{words.title}</span>
    <div className="ms-auto flex min-w-0 items-center gap-1 sm:gap-2">
      {name !== null && <span className="hidden truncate text-[0.8125rem] text-faint sm:block">{words.signedIn(name)}</span>}
      {leave && (
        <Button tone="quiet" size="icon" aria-label={words.lock} title={words.lock} onClick={leave}>
          <LogOut aria-hidden />
        </Button>
      )}
      <LanguageSwitch />
      <ThemeSwitch initial={theme} />
    </div>
  </header>
);

const Inside = ({ door, overview, route }: { door: AdminDoor; overview: Overview; route: Route }) => {
  const main = useRef<HTMLElement>(null);
  const place = `${route.section} ${route.story}`;
  const before = useRef(place);
  useEffect(() => {
    if (before.current !== place) main.current?.focus();
    before.current = place;
  }, [place]);
  return (
    <div className="lg:flex">
      <a
        href={`#${route.section}`}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:start-2 focus:z-50 focus:rounded-lg focus:bg-card focus:px-3 focus:py-2"
      >
        {words.skip}
      </a>
      <Nav current={route.section} />
      <main
        ref={main}
        tabIndex={-1}
        aria-label={words.sections[route.section]}
        className="min-w-0 flex-1 px-4 py-6 focus:outline-none sm:px-8 sm:py-8"
      >
        <div className="mx-auto max-w-5xl">
          <Content door={door} overview={overview} route={route} />
        </div>
      </main>
    </div>
  );
};

const Content = ({ door, overview, route }: { door: AdminDoor; overview: Overview; route: Route }) => {
  if (route.story) return <StorySection door={door} query={route.query} />;
  switch (route.section) {
    case "overview":
      return <OverviewSection door={door} first={overview} />;
    case "policy":
      return <PolicySection door={door} />;
    case "audit":
      return <AuditSection door={door} query={route.query} />;
    case "verification":
      return <VerificationSection door={door} serverKey={overview.audit.key} />;
    case "usage":
      return <UsageSection door={door} />;
    case "isolation":
      return <IsolationSection door={door} />;
    case "masking":
      return <MaskingSection door={door} />;
    default:
      return route.section satisfies never;
  }
};
