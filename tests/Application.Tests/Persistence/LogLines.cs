using Microsoft.Extensions.Logging;

namespace OpenEvent.Application.Tests.Persistence;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogLines<T> : ILogger<T>
{
    public List<LogLevel> Levels { get; } = [];

    public List<string> Texts { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        Levels.Add(logLevel);
        Texts.Add(formatter(state, exception));
    }

    public void Clear()
    {
        Levels.Clear();
        Texts.Clear();
    }
}
