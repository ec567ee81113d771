using System.Buffers.Binary;

namespace OpenEvent.PSLab.Protocol;

/// <summary>
/// The fields of a command's arguments or of its reply, in wire order. It reads and writes them without any I/O, for the driver, the virtual board and
/// the decoder of recorded traffic alike.
/// </summary>
public sealed class Layout(params LayoutField[] fields)
{
    public static Layout Empty { get; } = new();

    public IReadOnlyList<LayoutField> Fields => fields;

    /// <summary>
    /// How many bytes are known to belong to it after <paramref name="received"/> of them were seen: equal to their number when it is complete, more
    /// when it is not. <paramref name="outer"/> holds the request's values, which count the items of a reply.
    /// </summary>
    public int GetKnownLength(ReadOnlySpan<byte> received, FieldValues? outer = null)
    {
        var at = 0;
        Dictionary<string, uint>? seen = null;
        foreach (var field in fields)
        {
            if (field.Count.Terminator is { } terminator)
            {
                if (at > received.Length)
                    return at;
                var rest = received[at..];
                var end = rest.IndexOf(terminator);
                if (end < 0 && rest.Length < field.Count.MaxLength)
                    return received.Length + 1;
                at += end < 0 || end >= field.Count.MaxLength ? field.Count.MaxLength : end + 1;
                continue;
            }
            if (Items(field.Count, seen, outer) is not { } items)
                return at; // its count has not come yet
            if (items == 1 && field.Count.Source is null && at + field.Width <= received.Length)
                (seen ??= [])[field.Name] = Read(received[at..], field.Width);
            at = checked((int)(at + items * field.Width));
        }
        return at;
    }

    /// <summary>The values in <paramref name="bytes"/>, which must be complete (see <see cref="GetKnownLength"/>). Nothing is checked against the maxima.</summary>
    public FieldValues Decode(ReadOnlySpan<byte> bytes, FieldValues? outer = null)
    {
        var values = new FieldValues();
        var at = 0;
        foreach (var field in fields)
        {
            if (field.Count.Terminator is { } terminator)
            {
                var rest = bytes.Slice(at, Math.Min(field.Count.MaxLength, bytes.Length - at));
                var end = rest.IndexOf(terminator);
                values.Add(field.Name, ToItems(end < 0 ? rest : rest[..end]));
                at += end < 0 ? rest.Length : end + 1;
                continue;
            }
            var source = field.Count.Source is { } name ? (values.Find(name) ?? outer?.Find(name))?[0] : null;
            var items = new uint[field.Count.Source is null ? field.Count.Fixed : field.Count.GetItemCount(source!.Value)];
            for (var i = 0; i < items.Length; i++, at += field.Width)
                items[i] = Read(bytes[at..], field.Width);
            values.Add(field.Name, items);
        }
        return values;
    }

    /// <summary>The bytes of <paramref name="values"/>.</summary>
    /// <exception cref="BoardException">A value is missing, too large or its items are not as many as another field says.</exception>
    public byte[] Encode(FieldValues values, FieldValues? outer = null)
    {
        Validate(values, outer);
        var bytes = new byte[
            fields.Sum(f =>
                values.GetItems(f.Name).Length * f.Width
                + (f.Count.Terminator is null || values.GetItems(f.Name).Length == f.Count.MaxLength ? 0 : 1)
            )
        ];
        var at = 0;
        foreach (var field in fields)
        {
            var items = values.GetItems(field.Name);
            foreach (var item in items)
            {
                Write(bytes.AsSpan(at), field.Width, item);
                at += field.Width;
            }
            if (field.Count.Terminator is { } terminator && items.Length < field.Count.MaxLength)
                bytes[at++] = terminator;
        }
        return bytes;
    }

    /// <summary>Refuses values which the layout cannot hold, with the limit in the message.</summary>
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

    private static long? Items(ItemCount count, Dictionary<string, uint>? seen, FieldValues? outer) =>
        count.Source is not { } name ? count.Fixed
        : seen is not null && seen.TryGetValue(name, out var value) ? count.GetItemCount(value)
        : outer?.Find(name) is { } given ? count.GetItemCount(given[0])
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
