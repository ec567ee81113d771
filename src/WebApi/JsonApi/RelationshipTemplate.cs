using System.Runtime.CompilerServices;
using System.Text;
using OpenEvent.Application.Resources;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// The links of the relationships of a type as UTF-8, without the key of the row. They are the largest part of a document. Each
/// relationship has its own part, so that there is one template for each type, whatever fields clients select.
/// </summary>
internal sealed class RelationshipTemplate
{
    private static readonly ConditionalWeakTable<Resource, RelationshipTemplate> Cache = [];

    private readonly Part[] _parts;

    private RelationshipTemplate(Resource resource) =>
        _parts = [
            .. resource.AllRelationships.Select(r => new Part(
                UInt128.One << r.Index,
                Encoding.UTF8.GetBytes($"\"{r.Name}\":{{\"links\":"),
                Encoding.UTF8.GetBytes($"{{\"self\":\"/v1/{resource.Path}/"),
                Encoding.UTF8.GetBytes($"/relationships/{r.Name}\",\"related\":\"/v1/{resource.Path}/"),
                Encoding.UTF8.GetBytes($"/{r.Name}\"}}")
            )),
        ];

    public static RelationshipTemplate For(Resource resource) => Cache.GetValue(resource, r => new RelationshipTemplate(r));

    /// <summary>The size in bytes of the relationships in a mask, with keys of that length.</summary>
    public int GetSize(UInt128 mask, int keyLength)
    {
        var size = 2;
        foreach (var part in _parts)
            if ((mask & part.Bit) != UInt128.Zero)
                size += part.Length + (2 * keyLength) + 2;
        return size;
    }

    /// <summary>Writes the object <c>relationships</c>, with the relationships in a mask and the key of a row.</summary>
    /// <returns>The number of bytes written.</returns>
    public int Fill(Span<byte> into, UInt128 mask, ReadOnlySpan<byte> key)
    {
        into[0] = (byte)'{';
        var position = 1;
        foreach (var part in _parts)
        {
            if ((mask & part.Bit) == UInt128.Zero)
                continue;
            if (position > 1)
                into[position++] = (byte)',';
            position += Copy(part.Start, into[position..]);
            position += FillLinks(into[position..], part, key);
            into[position++] = (byte)'}';
        }

        into[position++] = (byte)'}';
        return position;
    }

    /// <summary>The size in bytes of the links of one relationship, with keys of that length.</summary>
    /// <param name="index">See <see cref="Relationship.Index"/>.</param>
    public int GetLinksSize(int index, int keyLength) => _parts[index].Length + (2 * keyLength);

    /// <summary>Writes the object <c>links</c> of one relationship with the key of a row.</summary>
    /// <returns>The number of bytes written.</returns>
    public int FillLinks(Span<byte> into, int index, ReadOnlySpan<byte> key) => FillLinks(into, _parts[index], key);

    private static int FillLinks(Span<byte> into, Part part, ReadOnlySpan<byte> key)
    {
        var position = Copy(part.BeforeSelf, into);
        position += Copy(key, into[position..]);
        position += Copy(part.BeforeRelated, into[position..]);
        position += Copy(key, into[position..]);
        return position + Copy(part.End, into[position..]);
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> into)
    {
        from.CopyTo(into);
        return from.Length;
    }

    /// <param name="Bit">The bit of the relationship in masks.</param>
    /// <param name="Start">The text before the object <c>links</c>.</param>
    /// <param name="BeforeSelf">The text before the key in the link <c>self</c>.</param>
    /// <param name="BeforeRelated">The text between the two keys.</param>
    /// <param name="End">The text after the key in the link <c>related</c>.</param>
    private sealed record Part(UInt128 Bit, byte[] Start, byte[] BeforeSelf, byte[] BeforeRelated, byte[] End)
    {
        public int Length { get; } = Start.Length + BeforeSelf.Length + BeforeRelated.Length + End.Length;
    }
}
