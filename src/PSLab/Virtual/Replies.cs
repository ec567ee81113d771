using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>Replies without a payload or with a single value.</summary>
internal static class Replies
{
    public static CommandReply Ok { get; } = new(FieldValues.None, CommandReply.Success);

    public static CommandReply ArgumentError { get; } = new(FieldValues.None, CommandReply.ArgumentError);

    public static CommandReply Failed { get; } = new(FieldValues.None, CommandReply.Failed);

    public static CommandReply With(FieldValues values, byte ack = CommandReply.Success) => new(values, ack);

    public static CommandReply With(string name, uint value) => new(new FieldValues().Add(name, value), CommandReply.Success);
}
