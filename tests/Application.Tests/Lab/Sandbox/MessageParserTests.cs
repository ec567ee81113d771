using System.Buffers;
using System.Text;
using NUnit.Framework;
using OpenEvent.Infrastructure.Lab.Sandbox;

namespace OpenEvent.Application.Tests.Lab.Sandbox;

public sealed class MessageParserTests
{
    [TestCase("""{"type":"console","stream":"out","text":"a"}""")]
    [TestCase("""{"type":"add","element":{"type":"plot","name":"p","id":"p","data":[[[0,1.5]]]}}""")]
    [TestCase("""{"type":"update","id":"p","patch":{"value":"\ud83d\ude00"}}""")]
    [TestCase("""{"type":"call","n":1,"function":"get_voltage('CH1')"}""")]
    [TestCase("""{"type":"input","n":1,"id":"a","wait":true}""")]
    [TestCase("""{"type":"progress","value":1,"text":""}""")]
    [TestCase("""{"type":"error","line":null,"message":"a","exception":"b","traceback":"c"}""")]
    public void A_message_of_the_worker_is_accepted(string line) => Assert.That(Parse(line).GetRawText(), Is.EqualTo(line));

    [TestCase("")]
    [TestCase("garbage")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"type":"ready"}""")]
    [TestCase("""{"type":"run","code":"1"}""")]
    [TestCase("""{"type":1}""")]
    [TestCase("""{"type":"console","stream":"both","text":"a"}""")]
    [TestCase("""{"type":"console","stream":"out"}""")]
    [TestCase("""{"type":"console","stream":"out","text":"a","text":"b"}""")]
    [TestCase("""{"type":"console","stream":"out","text":"\ud800"}""")]
    [TestCase("""{"type":"console","stream":"out","text":"\u0000"}""")]
    [TestCase("""{"type":"console","stream":"out","text":"a","\ud800":1}""")]
    [TestCase("""{"type":"add","element":[]}""")]
    [TestCase("""{"type":"add","element":{"type":"plot","name":"p"}}""")]
    [TestCase("""{"type":"update","id":"","patch":{}}""")]
    [TestCase("""{"type":"update","id":"p","patch":{"value":1e999}}""")]
    [TestCase("""{"type":"update","id":"p","patch":{"value":123456789012345678901234567890123}}""")]
    [TestCase("""{"type":"call","n":1.5,"function":"f()"}""")]
    [TestCase("""{"type":"call","n":1,"function":"f()","x":[0]}""")]
    [TestCase("""{"type":"input","n":1,"id":"a","wait":true,"x":[0]}""")]
    [TestCase("""{"type":"call","n":99999999999999999999,"function":"f()"}""")]
    [TestCase("""{"type":"input","n":1,"id":"a","wait":"yes"}""")]
    [TestCase("""{"type":"progress","value":2,"text":""}""")]
    [TestCase("""{"type":"error","line":1.5,"message":"a","exception":"b","traceback":"c"}""")]
    public void Anything_else_is_rejected(string line) => Assert.That(() => Parse(line), Throws.TypeOf<InvalidMessageException>());

    [Test]
    public void Values_nested_deeply_are_rejected() =>
        Assert.That(
            () => Parse($$$"""{"type":"update","id":"p","patch":{"value":{{{new string('[', 40)}}}{{{new string(']', 40)}}} }}"""),
            Throws.TypeOf<InvalidMessageException>()
        );

    [Test]
    public void Bytes_that_are_not_UTF_8_are_rejected() =>
        Assert.That(
            () =>
                MessageParser.Parse(
                    new ReadOnlySequence<byte>([.. "{\"type\":\"console\",\"stream\":\"out\",\"text\":\""u8, 0xff, .. "\"}"u8])
                ),
            Throws.TypeOf<InvalidMessageException>()
        );

    private static System.Text.Json.JsonElement Parse(string line) =>
        MessageParser.Parse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(line)));
}
