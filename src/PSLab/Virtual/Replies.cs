using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The answers that need no more than a word.</summary>
internal static class Replies
{
    public static Reply Ok { get; } = new(Values.None, Reply.Success);

    public static Reply ArgumentError { get; } = new(Values.None, Reply.ArgumentError);

    public static Reply Failed { get; } = new(Values.None, Reply.Failed);

    public static Reply With(Values values, byte ack = Reply.Success) => new(values, ack);

    public static Reply With(string name, uint value) => new(new Values().Add(name, value), Reply.Success);
}
