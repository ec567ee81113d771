using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using OpenEvent.Application.Lab;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>What a script may send. It is a program of a user, so anything may come.</summary>
[TestFixture]
public sealed class RunMessageTests
{
    [TestCase("""{"type":"text","name":"print","id":"print","value":["a","b"]}""")]
    [TestCase("""{"type":"span","name":"print","id":"print","class":"row well","value":"<b>text</b>"}""")]
    [TestCase(
        """
            {"type":"button","name":"b","id":"b","label":"U","fetched_value":"","action":{"type":"POST","endpoint":"get_voltage('CH1')",
            "success":{"datapoint":"result","type":"display_number","target":"b-label"}}}
            """
    )]
    [TestCase("""{"type":"plot","name":"p","id":"p","data":[[[0,1],[1,null]],[[0,2]]]}""")]
    [TestCase("""{"type":"slider","name":"s","id":"s","label":"U","min":0,"max":3,"step":0.1,"value":1}""")]
    [TestCase("""{"type":"table","name":"t","id":"t","columns":["a"],"rows":[[1],["x"],[null]]}""")]
    [TestCase("""{"type":"image","name":"i","id":"i","media":"image/png","data":"iVBORw0KGgo="}""")]
    public void Elements_of_the_script_functions_are_accepted(string json) =>
        Assert.That(JsonNode.DeepEquals(RunElement.Read(Parse(json)), JsonNode.Parse(json)), Is.True);

    [TestCase("""{"type":"iframe","name":"x","id":"x","src":"https://evil.example"}""")]
    [TestCase("""{"type":"text","name":"print","value":["a"]}""")]
    [TestCase("""{"type":"text","name":"print","id":7,"value":["a"]}""")]
    [TestCase("""{"type":"text","name":"print","id":"print","value":"a"}""")]
    [TestCase("""{"type":"text","name":"print","id":"print","value":[{"__proto__":1}]}""")]
    [TestCase("""{"type":"plot","name":"p","id":"p","data":[[["0","1"]]]}""")]
    [TestCase("""{"type":"image","name":"i","id":"i","media":"image/svg+xml","data":"PHN2Zz4="}""")]
    [TestCase("""{"type":"image","name":"i","id":"i","media":"image/png","data":"\"><script>"}""")]
    [TestCase("""{"type":"button","name":"b","id":"b","label":"U","action":{"type":"DELETE","endpoint":"x"}}""")]
    [TestCase("""{"type":"checkbox","name":"c","id":"c","label":"U","value":"yes"}""")]
    public void Other_elements_are_rejected(string json) => Assert.Throws<RunMessageException>(() => RunElement.Read(Parse(json)));

    [Test]
    public void A_list_as_a_single_value_is_shown_as_its_text()
    {
        var element = RunElement.Read(Parse("""{"type":"display","name":"d","id":"d","value":[1,{"a":2}],"unit":""}"""));
        Assert.That((string?)element["value"], Is.EqualTo("""[1,{"a":2}]"""));
    }

    [Test]
    public void An_update_changes_neither_the_type_nor_the_id()
    {
        var element = RunElement.Read(Parse("""{"type":"label","name":"l","id":"l","value":"a"}"""));
        RunElement.Apply(element, Parse("""{"type":"label","id":"other","value":"b"}"""));
        Assert.That(((string?)element["id"], (string?)element["value"]), Is.EqualTo(("l", "b")));
        Assert.Throws<RunMessageException>(() => RunElement.Apply(element, Parse("""{"value":["b"]}""")));
    }

    [TestCase("slider", """{"min":0,"max":3}""", "2", true)]
    [TestCase("slider", """{"min":0,"max":3}""", "4", false)]
    [TestCase("slider", """{"min":0,"max":3}""", "\"2\"", false)]
    [TestCase("select", """{"choices":["a","b"]}""", "\"b\"", true)]
    [TestCase("select", """{"choices":["a","b"]}""", "\"c\"", false)]
    [TestCase("checkbox", "{}", "true", true)]
    [TestCase("checkbox", "{}", "1", false)]
    [TestCase("input", """{"kind":"number"}""", "1.5", true)]
    [TestCase("input", """{"kind":"number"}""", "\"1.5\"", false)]
    [TestCase("input", """{"kind":"text"}""", "\"<b>\"", true)]
    [TestCase("label", "{}", "\"x\"", false)]
    public void A_value_fits_its_element(string type, string fields, string value, bool fits)
    {
        var element = JsonNode.Parse(fields)!.AsObject();
        element["type"] = type;
        Assert.That(InputValue.FindProblem(element, JsonNode.Parse(value)), fits ? Is.Null : Is.Not.Null);
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
