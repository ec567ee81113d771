using System.Text;
using System.Text.Json.Nodes;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>The values that the user of a running script enters, and the script's questions for them. Thread-safe.</summary>
internal sealed class RunInputs(IScriptProcess process, RunOutput output)
{
    /// <summary>As many as the sandbox allows. It is checked again, because this class must not rely on one sandbox.</summary>
    private const int MaxWaiting = 64;

    /// <summary>A longer answer uses the output limit, because a script may ask for the same long value without end.</summary>
    private const int FreeLength = 128;

    private readonly Lock _lock = new();

    /// <summary>The numbers of the questions that wait for a value, by element.</summary>
    private readonly Dictionary<string, List<long>> _waiting = [];

    /// <summary>The script asks for the value of an element: for the newest one now, or for one that the user enters from now on.</summary>
    /// <exception cref="RunMessageException">There is no such element, or too many questions wait.</exception>
    public void Ask(long number, string id, bool waits)
    {
        var current = output.Read(id, element => new JsonObject { ["value"] = element["value"]?.DeepClone() })
            ?? throw new RunMessageException("The script asks for the value of an unknown element.");
        if (!waits)
        {
            Send(number, current["value"]);
            return;
        }

        lock (_lock)
        {
            if (_waiting.Values.Sum(n => n.Count) >= MaxWaiting)
                throw new RunMessageException($"The script waits for more than {MaxWaiting} inputs at once.");
            if (!_waiting.TryGetValue(id, out var numbers))
                _waiting[id] = numbers = [];
            numbers.Add(number);
        }
        output.Set(KeyOf(id), ScriptMessage.Input, new JsonObject { ["id"] = id });
    }

    /// <summary>The user has entered a value.</summary>
    /// <exception cref="RejectedException">NotFound: no such element takes input. Invalid: it does not take this value.</exception>
    public void Set(string id, JsonNode? value)
    {
        if (output.Read(id, element => InputValue.FindProblem(element, value) ?? "") is not { } problem)
            throw RejectedException.NotFound("element", "with this id in the run", "/id");
        if (problem.Length > 0)
            throw RejectedException.Invalid(problem, "/value");
        output.Update(id, element => element["value"] = value?.DeepClone());
        List<long>? numbers;
        lock (_lock)
            _waiting.Remove(id, out numbers);
        if (numbers is null)
            return;
        output.Remove(KeyOf(id));
        foreach (var number in numbers)
            Send(number, value);
    }

    private static string KeyOf(string id) => $"input {id}";

    private void Send(long number, JsonNode? value)
    {
        var answer = new JsonObject
        {
            ["type"] = "value",
            ["n"] = number,
            ["value"] = value?.DeepClone(),
        };
        var line = Encoding.UTF8.GetBytes(answer.ToJsonString());
        process.Send(line, Math.Max(0, line.Length - FreeLength));
    }
}
