using NUnit.Framework;
using OpenEvent.PSLab.Functions;

namespace OpenEvent.PSLab.Tests.Functions;

public class FunctionResultTests
{
    [Test]
    public void A_scalar_has_a_unit_and_a_prefix() =>
        Assert.That(
            new FunctionResult(ResultShape.Number("Ω"), 9990.0).ToJson(),
            Is.EqualTo("""{"shape":"number","unit":"\u03A9","value":9990,"text":"9.99 k\u03A9"}""")
        );

    [Test]
    public void Each_array_has_a_unit() =>
        Assert.That(
            new FunctionResult(
                new(ShapeKind.Arrays, new ResultColumn("x", "us"), new ResultColumn("y", "V")),
                new double[][] { [0, 10], [1.5, -2] }
            ).ToJson(),
            Is.EqualTo(
                """{"shape":"arrays","columns":[{"name":"x","unit":"us"},{"name":"y","unit":"V"}],"value":[[0,10],[1.5,-2]],"""
                    + "\"text\":\"x: 2 values in us; y: 2 values in V\"}"
            )
        );

    [Test]
    public void Named_values_are_an_object() =>
        Assert.That(
            new FunctionResult(new(ShapeKind.Named, new ResultColumn("LA1")), new object?[] { true }).ToJson(),
            Is.EqualTo("""{"shape":"named","columns":[{"name":"LA1","unit":null}],"value":{"LA1":true},"text":"LA1 True"}""")
        );

    [Test]
    public void Values_that_are_not_finite_are_null_with_a_text() =>
        Assert.That(
            new FunctionResult(ResultShape.Number("V"), double.PositiveInfinity).ToJson(),
            Does.Contain("\"value\":null").And.Contain("\\u221E")
        );

    [Test]
    public void A_function_without_a_result_returns_null() =>
        Assert.That(new FunctionResult(ResultShape.Nothing, null).ToJson(), Is.EqualTo("""{"shape":"nothing","value":null,"text":""}"""));
}
