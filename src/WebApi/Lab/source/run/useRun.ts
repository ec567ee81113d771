import { useEffect, useState } from 'preact/hooks';
import { ServerError } from '../server/http.ts';
import { getRun, isOver } from '../server/runs.ts';
import { applyMessage, emptyRun, fromOutput, type RunState } from './RunState.ts';

export interface LiveRun {
  readonly state: RunState;
  readonly isConnected: boolean;
}

/** Follows a run by WebSocket from its start to its end. A lost connection goes on after the last message. */
export function useRun(id: string | null): LiveRun {
  const [live, setLive] = useState<LiveRun>({ state: emptyRun, isConnected: true });
  useEffect(() => {
    let state = emptyRun,
      socket: WebSocket | null = null,
      timer = 0,
      frame = 0,
      isClosed = false,
      isConnected = true,
      pause = 300;
    setLive({ state, isConnected: true });
    if (id === null) return;
    const show = (): void => {
      // Many messages in one frame are drawn once.
      if (frame) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        setLive({ state, isConnected });
      });
    };
    const open = (): void => {
      const url = new URL(`/v1/lab/runs/${id}/stream?after=${state.seq}`, location.href);
      url.protocol = url.protocol.replace('http', 'ws');
      socket = new WebSocket(url);
      socket.onmessage = (event) => {
        pause = 300;
        isConnected = true;
        state = applyMessage(state, JSON.parse(String(event.data)));
        show();
      };
      socket.onclose = () => {
        if (isClosed || (state.status !== null && isOver(state.status))) return;
        isConnected = false;
        show();
        timer = window.setTimeout(() => void reopen(), pause);
        pause = Math.min(8000, pause * 2);
      };
    };
    // Browsers hide why a WebSocket was refused. The run itself tells: it is over, or gone, or the session has ended.
    const reopen = async (): Promise<void> => {
      try {
        const run = await getRun(id);
        if (isClosed) return;
        if (!isOver(run.status)) return open();
        state = fromOutput(run.output, run.status, run.error);
        isConnected = true;
        show();
      } catch (e) {
        if (isClosed) return;
        const { status } = ServerError.from(e);
        if (status !== 404 && status !== 401) open();
      }
    };
    open();
    return () => {
      isClosed = true;
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      socket?.close();
    };
  }, [id]);
  return live;
}
