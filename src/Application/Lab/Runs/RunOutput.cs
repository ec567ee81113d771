using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenEvent.Application.Lab;

/// <summary>
/// What a run has shown: console texts and elements in order, with the newest values of the elements. Each change has a number, so viewers
/// who connect late or again get what they have not seen, and slow viewers get fewer updates. Thread-safe.
/// </summary>
internal sealed class RunOutput
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();

    /// <summary>In the order of their last changes.</summary>
    private readonly LinkedList<RunEntry> _entries = [];

    private readonly Dictionary<string, LinkedListNode<RunEntry>> _byKey = [];
    private TaskCompletionSource? _changed;
    private long _last;
    private long _saved;

    /// <summary>Whether the run has ended. The final status is then among the entries.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Reads a stored output. It has no status: that is in the row.</summary>
    /// <param name="content">See <see cref="Serialize"/>.</param>
    public static RunOutput Load(string content, bool isEnded)
    {
        var output = new RunOutput { IsEnded = isEnded };
        foreach (var node in JsonNode.Parse(content)!.AsArray().OfType<JsonObject>().OrderBy(n => (long?)n["changed"] ?? (long)n["seq"]!))
        {
            var first = (long)node["seq"]!;
            var entry = new RunEntry(first, (string)node["type"]!, node) { Last = (long?)node["changed"] ?? first };
            node.Remove("seq");
            node.Remove("changed");
            node.Remove("type");
            output._entries.AddLast(entry);
            output._last = Math.Max(output._last, entry.Last);
        }
        return output;
    }

    /// <summary>Adds a console text or an error.</summary>
    public void Append(string type, JsonObject body) => Change(() => AddEntry(type, body, key: null));

    /// <summary>Adds an element. One with the same id is replaced.</summary>
    public void Add(JsonObject element) =>
        Change(() =>
        {
            var key = ElementKey((string)element["id"]!);
            if (_byKey.TryGetValue(key, out var node))
            {
                node.Value.Body["element"] = element;
                Touch(node);
            }
            else
                AddEntry("add", new JsonObject { ["element"] = element }, key);
        });

    /// <summary>Changes an element.</summary>
    /// <exception cref="RunMessageException">There is no such element, or <paramref name="apply"/> throws it.</exception>
    public void Update(string id, Action<JsonObject> apply) =>
        Change(() =>
        {
            if (!_byKey.TryGetValue(ElementKey(id), out var node))
                throw new RunMessageException("An update names an unknown element.");
            apply(node.Value.Body["element"]!.AsObject());
            Touch(node);
        });

    /// <returns>The value of one of the element's fields; null if there is no such element.</returns>
    public T? Read<T>(string id, Func<JsonObject, T> read)
        where T : class
    {
        lock (_lock)
            return _byKey.TryGetValue(ElementKey(id), out var node) ? read(node.Value.Body["element"]!.AsObject()) : null;
    }

    /// <summary>Sets the only entry of a kind, such as the progress.</summary>
    public void Set(string key, string type, JsonObject body) =>
        Change(() =>
        {
            if (_byKey.Remove(key, out var former))
                _entries.Remove(former);
            AddEntry(type, body, key);
        });

    public void Remove(string key) =>
        Change(() =>
        {
            if (_byKey.Remove(key, out var former))
                _entries.Remove(former);
        });

    public void SetStatus(string status, bool isEnded = false) =>
        Change(() =>
        {
            IsEnded = isEnded;
            Set("status", "status", new JsonObject { ["status"] = status });
        });

    /// <summary>The elements alone, in order, as the first remote lab gave them.</summary>
    public IReadOnlyList<JsonNode> Elements()
    {
        lock (_lock)
            return [.. _entries.Where(e => e.Type == "add").OrderBy(e => e.First).Select(e => e.Body["element"]!.DeepClone())];
    }

    /// <summary>The error of the script; null if it has none.</summary>
    public JsonNode? FindError()
    {
        lock (_lock)
            return _entries.FirstOrDefault(e => e.Type == "error")?.Body.DeepClone();
    }

    /// <summary>Waits for the end of a growing output.</summary>
    public async Task WaitForEndAsync(CancellationToken ct)
    {
        for (var cursor = 0L; !IsEnded; cursor = Last)
            await WaitAsync(cursor, ct);
    }

    /// <summary>The messages that a viewer has not seen.</summary>
    /// <param name="cursor">The number of the last change that the viewer has seen. It becomes that of the last one.</param>
    public IReadOnlyList<byte[]> Read(ref long cursor)
    {
        lock (_lock)
        {
            List<RunEntry> unseen = [];
            for (var node = _entries.Last; node is not null && node.Value.Last > cursor; node = node.Previous)
                unseen.Add(node.Value);
            var seen = cursor;
            cursor = Math.Max(cursor, _last);
            return [.. unseen.OrderBy(e => e.First > seen ? e.First : e.Last).Select(e => e.Serialize(isNew: e.First > seen))];
        }
    }

    /// <summary>Waits until there is something after the cursor. After the end there will be nothing, so it does not wait.</summary>
    public Task WaitAsync(long cursor, CancellationToken ct)
    {
        lock (_lock)
        {
            if (_last > cursor || IsEnded)
                return Task.CompletedTask;
            _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _changed.Task.WaitAsync(ct);
        }
    }

    /// <summary>A JSON array of the messages, in order, each with its number and that of its last change, without the status.</summary>
    public string Serialize()
    {
        lock (_lock)
        {
            _saved = _last;
            var all = new JsonArray();
            foreach (var entry in _entries.Where(e => e.Type is not ("status" or "input")).OrderBy(e => e.First))
                all.Add((JsonNode)entry.ToStored());
            return all.ToJsonString(Options);
        }
    }

    /// <summary>As <see cref="Serialize"/>; null if nothing has changed since the last time.</summary>
    public string? SerializeIfChanged()
    {
        lock (_lock)
            return _last == _saved ? null : Serialize();
    }

    private long Last
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    private static string ElementKey(string id) => $"element {id}";

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            _changed?.TrySetResult();
            _changed = null;
        }
    }

    private void AddEntry(string type, JsonObject body, string? key)
    {
        var node = _entries.AddLast(new RunEntry(++_last, type, body));
        if (key is not null)
            _byKey[key] = node;
    }

    private void Touch(LinkedListNode<RunEntry> node)
    {
        node.Value.Last = ++_last;
        _entries.Remove(node);
        _entries.AddLast(node);
    }
}
