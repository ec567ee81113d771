import { deviceUrl } from './devices.ts';
import { type Frame, readFrame } from './frames.ts';
import { request, ServerError } from './http.ts';

export interface StreamMessage {
  readonly type: string;
  readonly status?: string;
  readonly message?: string;
  readonly code?: string;
  readonly retry_after?: number;
  readonly position?: number;
  readonly expected_wait_ms?: number;
}

export interface StreamListener {
  onFrame(frame: Frame): void;
  onMessage?(message: StreamMessage): void;
  onConnected?(isConnected: boolean): void;
  /** The server refuses the stream. It is closed then. */
  onRefused?(error: ServerError): void;
}

/** Answers that do not change by trying again. */
const final = new Set([401, 403, 404, 429]);

/** After so many failed attempts the user is told that the stream cannot be opened. */
const attemptsUntilNotice = 3;

/** A live stream of a device. A lost connection is opened again, after 0.5 s and then more slowly, up to 10 s. */
export class DeviceStream {
  private socket: WebSocket | null = null;
  private settings: object | null = null;
  private isClosed = false;
  private pause = 500;
  private failures = 0;
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
    if (!this.socket) return;
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
  }

  private open(): void {
    if (this.isClosed) return;
    const url = new URL(`${deviceUrl(this.device)}/${this.route}`, location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url);
    let wasOpen = false;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      wasOpen = true;
      this.pause = 500;
      this.failures = 0;
      this.listener.onConnected?.(true);
      if (this.settings) socket.send(JSON.stringify(this.settings));
    };
    socket.onmessage = (event) => {
      if (event.data instanceof ArrayBuffer) this.keep(event.data);
      else this.receive(JSON.parse(event.data as string) as StreamMessage);
    };
    socket.onclose = () => void this.reopen(wasOpen);
    this.socket = socket;
  }

  /** The server closes a stream whose user sent nothing for a long time. Opening it again would block the device. */
  private receive(message: StreamMessage): void {
    if (message.type === 'status' && message.status === 'closed') this.close();
    this.listener.onMessage?.(message);
  }

  /** At most one frame for each picture of the screen is shown, the newest: a slow browser loses frames and stays responsive. */
  private keep(data: ArrayBuffer): void {
    this.newest = data;
    this.drawing ||= requestAnimationFrame(() => {
      this.drawing = 0;
      const frame = this.newest;
      this.newest = null;
      if (frame && !this.isClosed) this.listener.onFrame(readFrame(frame));
    });
  }

  private async reopen(wasOpen: boolean): Promise<void> {
    if (this.isClosed) return;
    this.listener.onConnected?.(false);
    const error = wasOpen ? null : await this.findReason();
    if (this.isClosed) return;
    if (error && final.has(error.status)) {
      this.close();
      this.listener.onRefused?.(error);
      return;
    }
    this.failures++;
    if (error && this.failures >= attemptsUntilNotice)
      this.listener.onMessage?.({ type: 'error', message: error.message, code: error.code ?? 'stream-blocked' });
    // Not all viewers of a server that starts again come back in the same moment.
    this.timer = window.setTimeout(() => this.open(), this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(10_000, this.pause * 2);
  }

  /** Browsers hide why a WebSocket was refused. A GET of the same route answers with the reason, or with 400 if there is none. */
  private async findReason(): Promise<ServerError | null> {
    try {
      await request('GET', `${deviceUrl(this.device)}/${this.route}`);
      return null;
    } catch (e) {
      const error = ServerError.from(e);
      return error.status === 400 ? new ServerError('', 400, 'stream-blocked') : error;
    }
  }
}
