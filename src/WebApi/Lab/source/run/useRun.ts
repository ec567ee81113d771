import { useEffect, useState } from 'preact/hooks';
import { isOver } from '../server/runs.ts';
import { applyMessage, emptyRun, type RunState } from './RunState.ts';

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
      pause = 300;
    setLive({ state, isConnected: true });
    if (id === null) return;
    const show = (isConnected: boolean): void => {
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
        state = applyMessage(state, JSON.parse(String(event.data)));
        show(true);
      };
      socket.onclose = () => {
        if (isClosed || (state.status !== null && isOver(state.status))) return;
        show(false);
        timer = window.setTimeout(open, pause);
        pause = Math.min(8000, pause * 2);
      };
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
