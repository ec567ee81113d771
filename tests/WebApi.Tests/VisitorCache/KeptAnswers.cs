using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.OutputCaching;

namespace OpenEvent.WebApi.Tests.VisitorCache;

/// <summary>A store of the output cache whose answers never become old, so that tests do not depend on time.</summary>
internal sealed class KeptAnswers : IOutputCacheStore
{
    private readonly ConcurrentDictionary<string, (byte[] Value, string[] Tags)> _answers = new();

    public ConcurrentBag<TimeSpan> Lifetimes { get; } = [];

    public ConcurrentBag<string> Keys { get; } = [];

    /// <summary>Everything that was ever stored: headers and bodies.</summary>
    public ConcurrentBag<string> Stored { get; } = [];

    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_answers.TryGetValue(key, out var answer) ? answer.Value : null);

    public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
    {
        Lifetimes.Add(validFor);
        Keys.Add(key);
        Stored.Add(Encoding.UTF8.GetString(value));
        _answers[key] = (value, tags ?? []);
        return ValueTask.CompletedTask;
    }

    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken)
    {
        foreach (var (key, answer) in _answers)
            if (answer.Tags.Contains(tag))
                _answers.TryRemove(key, out _);
        return ValueTask.CompletedTask;
    }
}
