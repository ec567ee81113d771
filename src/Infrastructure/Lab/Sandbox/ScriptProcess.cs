using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>A worker that runs a script.</summary>
internal sealed class ScriptProcess : IScriptProcess
{
    /// <summary>The worker's own code asks one question at a time.</summary>
    private const int MaxUnanswered = 64;

    /// <summary>A question costs little of the output limit, but not nothing: questions must not be endless.</summary>
    private const int CostOfQuestion = 16;

    /// <summary>A longer question costs each further byte. Those of the worker's own code are rarely longer.</summary>
    private const int LengthOfQuestion = 128;

    /// <summary>The most bytes of answers that the script has not read. A single answer may be longer.</summary>
    private const int MaxUnreadAnswers = 4 * 1024 * 1024;

    /// <summary>The exit code of bubblewrap for SIGXCPU.</summary>
    private const int CpuTimeExceeded = 128 + 24;

    private const int Failed = 80,
        OutOfMemory = 81,
        Broken = 82;

    private static readonly TimeSpan LastMessages = TimeSpan.FromSeconds(2);

    /// <summary>Unbounded, because each message costs of the output limit what it takes, and few questions can wait.</summary>
    private readonly Channel<JsonElement> _messages = Channel.CreateUnbounded<JsonElement>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true }
    );

    /// <summary>Written by a task of its own, because a script that does not read blocks its pipe.</summary>
    private readonly Channel<ReadOnlyMemory<byte>> _answers = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(
        new UnboundedChannelOptions { SingleReader = true }
    );

    private readonly Worker _worker;
    private readonly SandboxLimits _limits;
    private readonly int _maxLine;
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private readonly Timer _timer;
    private readonly Task _end;

    private const int NotKilled = -1;

    /// <summary>The <see cref="ScriptExitKind"/> with which the server killed the script, or <see cref="NotKilled"/>.</summary>
    private int _reason = NotKilled;
    private int _unanswered;
    private long _unreadAnswers;
    private volatile bool _leftTooMuchUnread;

    /// <summary>How many bytes of the output limit are used.</summary>
    private long _written;

    private ScriptProcess(Worker worker, SandboxLimits limits, int maxLine, Action release)
    {
        (_worker, _limits, _maxLine) = (worker, limits, maxLine);
        _timer = new Timer(_ => End(ScriptExitKind.TimedOut), null, TimeSpan.FromSeconds(limits.Seconds), Timeout.InfiniteTimeSpan);
        Completion = Task.Run(WaitAsync);
        _ = Task.Run(WriteAnswersAsync);
        _end = FreePlaceAsync(release);
    }

    public Task<ScriptExit> Completion { get; }

    /// <summary>
    /// Whether no process of the script is left, after <see cref="Completion"/>: none holds the pipe to the server, and the control group
    /// is empty. It is also false after a message that ended the reading.
    /// </summary>
    public bool IsGone { get; private set; }

    public int ProcessId => _worker.ProcessId;

    /// <param name="maxLine">The largest message of the worker's own code, in bytes.</param>
    /// <param name="release">Called once, when the script has ended.</param>
    public static async Task<ScriptProcess> StartAsync(
        Worker worker,
        string code,
        SandboxLimits limits,
        int maxLine,
        Action release,
        CancellationToken ct
    )
    {
        await worker.WriteLineAsync(JsonSerializer.SerializeToUtf8Bytes(new { code, seconds = limits.Seconds }), ct);
        return new ScriptProcess(worker, limits, maxLine, release);
    }

    public IAsyncEnumerable<JsonElement> ReadAsync(CancellationToken ct) => _messages.Reader.ReadAllAsync(ct);

    public void Send(ReadOnlyMemory<byte> jsonLine, int cost = 0)
    {
        Interlocked.Decrement(ref _unanswered);
        if (Interlocked.Add(ref _unreadAnswers, jsonLine.Length) - jsonLine.Length > MaxUnreadAnswers)
        {
            _leftTooMuchUnread = true;
            End(ScriptExitKind.Crashed);
        }
        else if (Interlocked.Add(ref _written, cost) > _limits.OutputBytes)
            End(ScriptExitKind.OutputExceeded);
        else
            _answers.Writer.TryWrite(jsonLine);
    }

    public void Kill() => End(ScriptExitKind.Killed);

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _end;
    }

    /// <summary>The first reason counts.</summary>
    private void End(ScriptExitKind reason)
    {
        Interlocked.CompareExchange(ref _reason, (int)reason, NotKilled);
        _worker.Kill();
    }

    private async Task<ScriptExit> WaitAsync()
    {
        using var stopReading = new CancellationTokenSource();
        var reading = CopyMessagesAsync(stopReading.Token);
        var (exitCode, ranOutOfMemory, isEmpty) = await _worker.WaitAsync();
        var duration = Stopwatch.GetElapsedTime(_startedAt);
        await _timer.DisposeAsync();
        _answers.Writer.TryComplete();
        stopReading.CancelAfter(LastMessages);
        IsGone = await reading && isEmpty;
        var kind = _reason != NotKilled ? (ScriptExitKind)_reason : GetKind(exitCode, ranOutOfMemory);
        return new ScriptExit(kind, Describe(kind, exitCode), duration);
    }

    private async Task WriteAnswersAsync()
    {
        await foreach (var answer in _answers.Reader.ReadAllAsync())
        {
            await _worker.WriteLineAsync(answer, CancellationToken.None);
            Interlocked.Add(ref _unreadAnswers, -answer.Length);
        }
    }

    private async Task FreePlaceAsync(Action release)
    {
        await Completion;
        await _worker.DisposeAsync();
        release();
    }

    private static ScriptExitKind GetKind(int exitCode, bool ranOutOfMemory) =>
        exitCode switch
        {
            0 => ScriptExitKind.Done,
            OutOfMemory => ScriptExitKind.OutOfMemory,
            Broken => ScriptExitKind.Crashed,
            CpuTimeExceeded => ScriptExitKind.TimedOut,
            _ when ranOutOfMemory => ScriptExitKind.OutOfMemory,
            > 128 => ScriptExitKind.Crashed,
            _ => ScriptExitKind.Failed,
        };

    private string Describe(ScriptExitKind kind, int exitCode) =>
        kind switch
        {
            ScriptExitKind.Done => "The script ran to its end.",
            ScriptExitKind.Failed when exitCode == Failed => "The script ended with an error.",
            ScriptExitKind.Failed => $"The script ended itself with exit code {exitCode}.",
            ScriptExitKind.TimedOut => $"The script was stopped after {_limits.Seconds} seconds.",
            ScriptExitKind.OutOfMemory => $"The script needs more memory than {_limits.MemoryMegabytes} MB.",
            ScriptExitKind.OutputExceeded => $"The script was stopped, because it wrote more than {_limits.OutputBytes / 1024} KB.",
            ScriptExitKind.Killed => "The script was stopped.",
            _ when _reason != NotKilled && _leftTooMuchUnread =>
                "The script was stopped, because it did not read the answers to its questions.",
            _ when _reason != NotKilled => "The script was stopped, because it sent the server something that is not a message.",
            _ when exitCode == Broken => "The script broke the program that runs it.",
            _ => $"The script's process was ended by signal {exitCode - 128}.",
        };

    /// <summary>Reads the worker's lines until their end.</summary>
    /// <returns>Whether the end was reached: no process can write any more.</returns>
    private async Task<bool> CopyMessagesAsync(CancellationToken ct)
    {
        var output = _worker.Output;
        var searched = 0L;
        try
        {
            while (true)
            {
                var read = await output.ReadAsync(ct);
                var rest = read.Buffer;
                // The beginning of an unfinished line has been searched before.
                while (rest.Slice(searched).PositionOf((byte)'\n') is { } end)
                {
                    var line = rest.Slice(0, end);
                    rest = rest.Slice(rest.GetPosition(1, end));
                    searched = 0;
                    if (Interlocked.Add(ref _written, Copy(line)) > _limits.OutputBytes)
                    {
                        End(ScriptExitKind.OutputExceeded);
                        return false;
                    }
                }
                if (rest.Length > _maxLine)
                    throw new InvalidMessageException("too long");
                searched = rest.Length;
                output.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted)
                    return true;
            }
        }
        catch (InvalidMessageException)
        {
            End(ScriptExitKind.Crashed);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // All messages that will come have been read.
        }
        finally
        {
            _messages.Writer.TryComplete();
        }
        return false;
    }

    /// <returns>How many bytes of the output limit the line uses.</returns>
    private int Copy(ReadOnlySequence<byte> line)
    {
        if (line.Length > _maxLine)
            throw new InvalidMessageException("too long");
        var message = MessageParser.Parse(line);
        _messages.Writer.TryWrite(message);
        if (!MessageParser.IsQuestion(message))
            return (int)line.Length;
        if (Interlocked.Increment(ref _unanswered) > MaxUnanswered)
            throw new InvalidMessageException("a question before the answers of many others");
        return CostOfQuestion + (int)Math.Max(0, line.Length - LengthOfQuestion);
    }
}
