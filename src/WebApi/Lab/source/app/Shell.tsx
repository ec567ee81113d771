import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { DeviceStatus } from '../parts/DeviceStatus.tsx';
import { Icon } from '../parts/Icon.tsx';
import { session, signOut } from '../server/session.ts';
import { type Language, language, languages, setLanguage, t } from '../texts/index.ts';
import { sections } from './navigation.ts';
import { base, go, path } from './router.ts';
import { useStore } from './store.ts';
import { isDark, setTheme } from './theme.ts';

/** The frame of every page: a bar with device and user, and the navigation, which phones open by a button. */
export function Shell({ isAlone, children }: { isAlone: boolean; children: ComponentChildren }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const current = useStore(path);
  // Escape closes the menu of a phone.
  useEffect(() => {
    if (!isOpen) return;
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setOpen(false);
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [isOpen]);
  const user = useStore(session);
  useEffect(() => {
    setOpen(false);
    const link = sections()
      .flatMap((s) => s.links)
      .find((l) => current === l.to || (l.to !== '/' && current.startsWith(`${l.to}/`)));
    const title = link?.text ?? (current === '/account' ? t.account.title : null);
    document.title = title ? `${title} – ${t.brand}` : t.brand;
  }, [current]);
  return (
    <div class={isAlone ? 'shell alone' : 'shell'}>
      <header class="bar">
        <a class="skip" href="#main">
          {t.skip}
        </a>
        {!isAlone && (
          <button
            type="button"
            class="button quiet icon menu-button"
            aria-expanded={isOpen}
            aria-controls="navigation"
            aria-label={t.menu}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name="menu" />
          </button>
        )}
        <a class="brand" href={`${base}/`} aria-label={t.brand}>
          <Logo /> <span>{t.brand}</span>
        </a>
        <div class="grow row">{user && <DeviceStatus />}</div>
        <ThemeAndLanguage />
        {user ? (
          <UserMenu name={user.name} />
        ) : (
          user === null &&
          current !== '/sign-in' && (
            <a class="button" href={`${base}/sign-in`}>
              {t.signIn}
            </a>
          )
        )}
      </header>
      {!isAlone && <Navigation isOpen={isOpen} current={current} />}
      <main id="main" class="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Navigation({ isOpen, current }: { isOpen: boolean; current: string }): JSX.Element {
  return (
    <div id="navigation" class={isOpen ? 'side open' : 'side'}>
      <nav aria-label={t.navigation}>
        {sections().map((section) => (
          <div key={section.title}>
            {section.title && <h2>{section.title}</h2>}
            <ul>
              {section.links.map((link) => (
                <li key={link.to}>
                  <a
                    href={base + link.to}
                    aria-current={current === link.to || (link.to !== '/' && current.startsWith(`${link.to}/`)) ? 'page' : undefined}
                  >
                    <Icon name={link.icon} /> {link.text}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <ul class="phone-only">
          <li>
            <a href={`${base}/account`} aria-current={current === '/account' ? 'page' : undefined}>
              <Icon name="user" /> {t.account.title}
            </a>
          </li>
        </ul>
      </nav>
    </div>
  );
}

function ThemeAndLanguage(): JSX.Element {
  const dark = useStore(isDark);
  const code = useStore(language);
  return (
    <>
      <select
        class="select"
        style={{ width: 'auto' }}
        aria-label={t.language}
        value={code}
        onChange={(e) => void setLanguage(e.currentTarget.value as Language)}
      >
        {Object.keys(languages).map((key) => (
          <option key={key} value={key}>
            {key.toUpperCase()}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="button quiet icon"
        aria-label={dark ? t.lightTheme : t.darkTheme}
        onClick={() => setTheme(dark ? 'light' : 'dark')}
      >
        <Icon name={dark ? 'sun' : 'moon'} />
      </button>
    </>
  );
}

function UserMenu({ name }: { name: string }): JSX.Element {
  const leave = async (): Promise<void> => {
    await signOut();
    go('/');
  };
  return (
    <>
      <a class="button quiet user-link" href={`${base}/account`} title={t.account.title} aria-label={`${t.account.title}: ${name}`}>
        <Icon name="user" /> <span class="user-name small">{name}</span>
      </a>
      <button type="button" class="button quiet icon" aria-label={t.signOut} title={t.signOut} onClick={() => void leave()}>
        <Icon name="out" />
      </button>
    </>
  );
}

export function Logo(): JSX.Element {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#112233" />
      <path d="M4 16h4c2 0 2-8 4-8s3 16 5 16 3-12 5-12 2 4 4 4h2" fill="none" stroke="#4cc2ff" stroke-width="2.4" stroke-linecap="round" />
    </svg>
  );
}
