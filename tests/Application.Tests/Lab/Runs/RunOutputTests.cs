using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using OpenEvent.Application.Lab;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>What viewers of a run get, whenever they connect.</summary>
[TestFixture]
public sealed class RunOutputTests
{
    [Test]
    public void A_late_viewer_gets_elements_in_their_order_with_their_newest_values()
    {
        var output = new RunOutput();
        output.Add(Label("a", "1"));
        output.Add(Label("b", "1"));
        output.Update("a", e => e["value"] = "2");
        Assert.That(Read(output, 0), Is.EqualTo(["1 add a 2", "2 add b 1"]));
    }

    [Test]
    public void A_viewer_gets_only_what_has_changed_since_the_last_message()
    {
        var output = new RunOutput();
        output.Add(Label("a", "1"));
        var cursor = 0L;
        output.Read(ref cursor);
        output.Update("a", e => e["value"] = "2");
        output.Update("a", e => e["value"] = "3");
        Assert.That(Read(output, cursor), Is.EqualTo(["3 update a 3"]), "a slow viewer gets the newest value only");
        output.Read(ref cursor);
        Assert.That(output.Read(ref cursor), Is.Empty);
    }

    [Test]
    public void Viewers_share_the_message_of_a_change()
    {
        var output = new RunOutput();
        output.Add(Label("a", "1"));
        var (first, second) = (0L, 0L);
        Assert.That(output.Read(ref first)[0], Is.SameAs(output.Read(ref second)[0]));
        output.Update("a", e => e["value"] = "2");
        var message = output.Read(ref first)[0];
        Assert.That(message, Is.SameAs(output.Read(ref second)[0]));
        Assert.That(System.Text.Encoding.UTF8.GetString(message), Does.Contain("\"value\":\"2\""));
    }

    [Test]
    public async Task A_viewer_who_has_read_the_end_does_not_wait()
    {
        var output = new RunOutput();
        var cursor = 0L;
        output.Read(ref cursor);
        Assert.That(output.WaitAsync(cursor, default).IsCompleted, Is.False, "the run has not ended");
        output.SetStatus("done", isEnded: true);
        output.Read(ref cursor);
        await output.WaitAsync(cursor, default);
    }

    [Test]
    public void A_viewer_whose_connection_broke_in_the_middle_misses_nothing()
    {
        var output = new RunOutput();
        output.Add(Label("a", "1"));
        output.Add(Label("b", "1"));
        output.Update("a", e => e["value"] = "2");
        Assert.That(Read(output, 1), Is.EqualTo(["2 add b 1", "3 update a 2"]), "after the first message only");
    }

    [Test]
    public void A_stored_output_gives_the_same_messages()
    {
        var output = new RunOutput();
        output.SetStatus("running");
        output.Append("console", new JsonObject { ["stream"] = "out", ["text"] = "x" });
        output.Add(Label("a", "1"));
        output.Update("a", e => e["value"] = "2");
        output.Set("input a", "input", new JsonObject { ["id"] = "a" });
        var stored = RunOutput.Load(output.Serialize(), isEnded: true);
        Assert.That(Read(stored, 0), Is.EqualTo(["2 console  ", "3 add a 2"]), "the status is in the row, and no input waits any more");
        Assert.That(Read(stored, 3), Is.EqualTo(["4 update a 2"]));
        Assert.That(stored.IsEnded, Is.True);
    }

    [Test]
    public void An_update_of_an_unknown_element_is_rejected() =>
        Assert.Throws<RunMessageException>(() => new RunOutput().Update("a", _ => { }));

    [Test]
    public void Only_changes_are_stored_again()
    {
        var output = new RunOutput();
        output.Add(Label("a", "1"));
        Assert.That(output.SerializeIfChanged(), Is.Not.Null);
        Assert.That(output.SerializeIfChanged(), Is.Null);
    }

    [TestCase("995", "Hz", 995)]
    [TestCase("0,995 kHz", "Hz", 995)]
    [TestCase("470 us", "µs", 470)]
    [TestCase("2000 ohm", "kΩ", 2)]
    [TestCase("2000 \u2126", "kΩ", 2)]
    [TestCase("470 \u03bcs", "µs", 470)]
    [TestCase("-1.5e3", null, -1500)]
    [TestCase("12 V", "Hz", null)]
    [TestCase("abc", "Hz", null)]
    [TestCase("1e999", "Hz", null)]
    public void Numbers_are_read_as_people_write_them(string text, string? unit, double? expected)
    {
        var number = AnswerNumber.Parse(text, unit);
        Assert.That(number, expected is null ? Is.Null : Is.EqualTo(expected).Within(1e-9));
    }

    private static JsonObject Label(string id, string value) =>
        new()
        {
            ["type"] = "label",
            ["id"] = id,
            ["value"] = value,
        };

    private static List<string> Read(RunOutput output, long cursor) =>
        output
            .Read(ref cursor)
            .Select(m => JsonDocument.Parse(m).RootElement)
            .Select(m =>
            {
                var element =
                    m.TryGetProperty("element", out var e) ? e
                    : m.TryGetProperty("patch", out e) ? e
                    : default;
                var id =
                    m.TryGetProperty("id", out var i) ? i
                    : element.ValueKind == JsonValueKind.Object ? element.GetProperty("id")
                    : default;
                var value = element.ValueKind == JsonValueKind.Object ? element.GetProperty("value") : default;
                return $"{m.GetProperty("seq")} {m.GetProperty("type")} {id} {value}";
            })
            .ToList();
}
