using System.Buffers.Binary;

namespace OpenEvent.PSLab.Protocol;

/// <summary>
/// The fields of a command's arguments or reply, in the order of transmission. It encodes and decodes them without any I/O. The driver, the
/// virtual board and the decoder of recorded traffic use it.
/// </summary>
public sealed class Layout(params LayoutField[] fields)
{
    public static Layout Empty { get; } = new();

    public IReadOnlyList<LayoutField> Fields => fields;

    /// <summary>
    /// The number of bytes that certainly belong to this layout, given the bytes <paramref name="received"/> so far. The layout is complete
    /// when this equals the number of received bytes. <paramref name="outer"/> holds the request's values, which may give the number of
    /// items of a reply.
    /// </summary>
    public int GetKnownLength(ReadOnlySpan<byte> received, FieldValues? outer = null)
    {
        var offset = 0;
        Dictionary<string, uint>? seen = null;
        foreach (var field in fields)
        {
            if (field.Count.Terminator is { } terminator)
            {
                if (offset > received.Length)
                    return offset;
                var remaining = received[offset..];
                var end = remaining.IndexOf(terminator);
                if (end < 0 && remaining.Length < field.Count.MaxLength)
                    return received.Length + 1;
                offset += end < 0 || end >= field.Count.MaxLength ? field.Count.MaxLength : end + 1;
                continue;
            }
            if (GetItemCount(field.Count, seen, outer) is not { } items)
                return offset; // the field with its count was not received yet
            if (items == 1 && field.Count.Source is null && offset + field.Width <= received.Length)
                (seen ??= [])[field.Name] = Read(received[offset..], field.Width);
            offset = checked((int)(offset + items * field.Width));
        }
        return offset;
    }

    /// <summary>Decodes complete <paramref name="bytes"/> (see <see cref="GetKnownLength"/>) without checking the maximum values.</summary>
    public FieldValues Decode(ReadOnlySpan<byte> bytes, FieldValues? outer = null)
    {
        var values = new FieldValues();
        var offset = 0;
        foreach (var field in fields)
        {
            if (field.Count.Terminator is { } terminator)
            {
                var remaining = bytes.Slice(offset, Math.Min(field.Count.MaxLength, bytes.Length - offset));
                var end = remaining.IndexOf(terminator);
                values.Add(field.Name, ToItems(end < 0 ? remaining : remaining[..end]));
                offset += end < 0 ? remaining.Length : end + 1;
                continue;
            }
            var source = field.Count.Source is { } name ? (values.Find(name) ?? outer?.Find(name))?[0] : null;
            var items = new uint[field.Count.Source is null ? field.Count.Fixed : field.Count.GetItemCount(source!.Value)];
            for (var i = 0; i < items.Length; i++, offset += field.Width)
                items[i] = Read(bytes[offset..], field.Width);
            values.Add(field.Name, items);
        }
        return values;
    }

    /// <summary>Encodes <paramref name="values"/>.</summary>
    /// <exception cref="BoardException">
    /// A value is missing or too large, or the number of items does not match the field that gives it.
    /// </exception>
    public byte[] Encode(FieldValues values, FieldValues? outer = null)
    {
        Validate(values, outer);
        var bytes = new byte[
            fields.Sum(f =>
                values.GetItems(f.Name).Length * f.Width
                + (f.Count.Terminator is null || values.GetItems(f.Name).Length == f.Count.MaxLength ? 0 : 1)
            )
        ];
        var offset = 0;
        foreach (var field in fields)
        {
            var items = values.GetItems(field.Name);
            foreach (var item in items)
            {
                Write(bytes.AsSpan(offset), field.Width, item);
                offset += field.Width;
            }
            if (field.Count.Terminator is { } terminator && items.Length < field.Count.MaxLength)
                bytes[offset++] = terminator;
        }
        return bytes;
    }

    /// <summary>Checks that the layout can hold the values. The message of the exception contains the limit.</summary>
    public void Validate(FieldValues values, FieldValues? outer = null)
    {
        foreach (var field in fields)
        {
            var items = values.Find(field.Name) ?? throw new BoardException(BoardErrorKind.OutOfRange, $"{field.Name} is missing.");
            foreach (var item in items)
                if (item > field.Max)
                    throw new BoardException(BoardErrorKind.OutOfRange, $"{field.Name} is {item}; at most {field.Max} is possible.");
            if (field.Count.Terminator is not null)
            {
                if (items.Length >= field.Count.MaxLength)
                    throw new BoardException(
                        BoardErrorKind.OutOfRange,
                        $"{field.Name} is longer than {field.Count.MaxLength - 1} characters."
                    );
                continue;
            }
            var wanted = field.Count.Source is { } name
                ? field.Count.GetItemCount((values.Find(name) ?? outer?.Find(name) ?? [0])[0])
                : field.Count.Fixed;
            if (items.Length != wanted)
                throw new BoardException(BoardErrorKind.OutOfRange, $"{field.Name} has {items.Length} items instead of {wanted}.");
        }
    }

    private static long? GetItemCount(ItemCount count, Dictionary<string, uint>? seen, FieldValues? outer) =>
        count.Source is not { } name ? count.Fixed
        : seen is not null && seen.TryGetValue(name, out var value) ? count.GetItemCount(value)
        : outer?.Find(name) is { } requested ? count.GetItemCount(requested[0])
        : null;

    private static uint Read(ReadOnlySpan<byte> bytes, int width) =>
        width switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        };

    private static void Write(Span<byte> bytes, int width, uint value)
    {
        switch (width)
        {
            case 1:
                bytes[0] = (byte)value;
                break;
            case 2:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
                break;
            default:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
                break;
        }
    }

    private static uint[] ToItems(ReadOnlySpan<byte> bytes)
    {
        var items = new uint[bytes.Length];
        for (var i = 0; i < items.Length; i++)
            items[i] = bytes[i];
        return items;
    }
}
