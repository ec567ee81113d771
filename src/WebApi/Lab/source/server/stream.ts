import { deviceUrl } from './devices.ts';
import { type Frame, readFrame } from './frames.ts';

export interface StreamMessage {
  readonly type: string;
  readonly [name: string]: unknown;
}

export interface StreamListener {
  onFrame(frame: Frame): void;
  onMessage?(message: StreamMessage): void;
  onState?(isConnected: boolean): void;
  /** The server has no such stream, so its answer was not a WebSocket. */
  onUnavailable?(): void;
}

const isMissing = new Set<string>();

/** Whether an earlier attempt found that the server has no live stream. */
export const isStreamMissing = (route: string): boolean => isMissing.has(route);

/** A live stream of a device. A lost connection is opened again, after 0.5 s and then ever more slowly up to 10 s. */
export class DeviceStream {
  private socket: WebSocket | null = null;
  private settings: object | null = null;
  private isClosed = false;
  private pause = 500;
  private timer = 0;
  private newest: ArrayBuffer | null = null;
  private drawing = 0;

  constructor(
    private readonly device: string,
    private readonly route: 'stream' | 'watch',
    private readonly listener: StreamListener,
  ) {
    this.open();
  }

  /** Sent now, and again after each new connection. */
  send(settings: object): void {
    this.settings = settings;
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(settings));
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    cancelAnimationFrame(this.drawing);
    this.socket?.close();
  }

  private open(): void {
    const url = new URL(`${deviceUrl(this.device)}/${this.route}`, location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url);
    let wasOpen = false;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      wasOpen = true;
      this.pause = 500;
      this.listener.onState?.(true);
      if (this.settings) socket.send(JSON.stringify(this.settings));
    };
    socket.onmessage = (event) => {
      if (event.data instanceof ArrayBuffer) this.keep(event.data);
      else this.listener.onMessage?.(JSON.parse(event.data as string) as StreamMessage);
    };
    socket.onclose = () => void this.reopen(wasOpen);
    this.socket = socket;
  }

  /** At most one frame for each picture of the screen is shown, the newest: a slow browser loses frames and stays responsive. */
  private keep(data: ArrayBuffer): void {
    this.newest = data;
    this.drawing ||= requestAnimationFrame(() => {
      this.drawing = 0;
      const frame = this.newest;
      this.newest = null;
      if (frame) this.listener.onFrame(readFrame(frame));
    });
  }

  private async reopen(wasOpen: boolean): Promise<void> {
    if (this.isClosed) return;
    this.listener.onState?.(false);
    if (!wasOpen && (await this.isRouteMissing())) {
      isMissing.add(this.route);
      this.isClosed = true;
      this.listener.onUnavailable?.();
      return;
    }
    this.timer = window.setTimeout(() => this.open(), this.pause);
    this.pause = Math.min(10_000, this.pause * 2);
  }

  private async isRouteMissing(): Promise<boolean> {
    try {
      return (await fetch(`${deviceUrl(this.device)}/${this.route}`, { credentials: 'same-origin' })).status === 404;
    } catch {
      return false;
    }
  }
}
