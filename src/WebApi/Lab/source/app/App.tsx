import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { SessionDialog } from '../pages/SessionDialog.tsx';
import { Home } from '../pages/Home.tsx';
import { NotFound } from '../pages/NotFound.tsx';
import { ForgotPassword, ResetPassword } from '../pages/ResetPassword.tsx';
import { SignIn } from '../pages/SignIn.tsx';
import { SignUp } from '../pages/SignUp.tsx';
import { Welcome } from '../pages/Welcome.tsx';
import { Notice, Waiting } from '../parts/notices.tsx';
import { isDeviceListSettled } from '../server/devices.ts';
import { sessionIsOver } from '../server/http.ts';
import { session } from '../server/session.ts';
import { language, t } from '../texts/index.ts';
import { match, path, visit } from './router.ts';
import { readSaved, save } from './saved.ts';
import { openPaths, type RouteProps, signedInRoutes } from './routes.ts';
import { Shell } from './Shell.tsx';
import { useStore } from './store.ts';

const openRoutes: Record<(typeof openPaths)[number], ComponentType<RouteProps>> = {
  '/sign-in': SignIn,
  '/sign-up': SignUp,
  '/forgot-password': ForgotPassword,
  '/reset-password': ResetPassword,
};

export function App(): JSX.Element {
  const current = useStore(path);
  const opened = useStore(visit);
  const user = useStore(session);
  useStore(language);
  const isSettled = useStore(isDeviceListSettled);
  const hasExpired = useStore(sessionIsOver) && user != null;
  const openPath = openPaths.find((open) => open === current);
  const isOpen = openPath !== undefined;
  const content = (): JSX.Element => {
    if (openPath) {
      const Open = openRoutes[openPath];
      return <Open values={{}} />;
    }
    if (user === undefined) return <Waiting />;
    if (user === null) return current === '/' ? <Welcome /> : <SignIn values={{}} />;
    if (!isSettled) return <Waiting />;
    if (current === '/') return <Home />;
    for (const [pattern, load] of Object.entries(signedInRoutes)) {
      const values = match(pattern, current);
      if (values) return <Lazy key={opened} load={load} values={values} />;
    }
    return <NotFound />;
  };
  return (
    <>
      <Shell isAlone={isOpen || user === null}>{content()}</Shell>
      {hasExpired && !isOpen && <SessionDialog />}
    </>
  );
}

/** A page whose code loads when it is opened. */
function Lazy({ load, values }: { load: () => Promise<ComponentType<RouteProps>>; values: Record<string, string> }): JSX.Element {
  const [Page, setPage] = useState<{ page: ComponentType<RouteProps> } | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    load().then(
      (page) => setPage({ page }),
      () => reloadOnce() || setFailed(true),
    );
  }, []);
  if (hasFailed) return <Notice kind="bad">{t.errors.unreachable}</Notice>;
  return Page ? <Page.page values={values} /> : <Waiting />;
}

/** After an update of the server the names of the parts have changed: the page is loaded again, but not again and again. */
function reloadOnce(): boolean {
  const last = readSaved('reloaded', 0);
  if (Date.now() - last < 60_000) return false;
  save('reloaded', Date.now());
  location.reload();
  return true;
}
