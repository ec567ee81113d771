using System.Collections.Concurrent;
using System.Text;
using OpenEvent.Application.Resources;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// The <c>relationships</c> object of a type with links only, as bytes with holes for the row's key: it is most of a document and always the same.
/// </summary>
internal sealed class RelationshipTemplate
{
    private static readonly ConcurrentDictionary<(Resource, UInt128), RelationshipTemplate> Cache = new();

    private readonly byte[][] _parts;

    private RelationshipTemplate(Resource resource, UInt128 mask)
    {
        List<byte[]> parts = [];
        var (text, separator) = ("{", "");
        foreach (var relationship in resource.AllRelationships)
        {
            if ((mask & (UInt128.One << relationship.Index)) == UInt128.Zero)
                continue;
            parts.Add(Encoding.UTF8.GetBytes($"{text}{separator}\"{relationship.Name}\":{{\"links\":{{\"self\":\"/v1/{resource.Path}/"));
            parts.Add(Encoding.UTF8.GetBytes($"/relationships/{relationship.Name}\",\"related\":\"/v1/{resource.Path}/"));
            (text, separator) = ($"/{relationship.Name}\"}}}}", ",");
        }

        parts.Add(Encoding.UTF8.GetBytes(text + "}"));
        _parts = [.. parts];
        Bytes = parts.Sum(p => p.Length);
    }

    public int Bytes { get; }

    public int Placeholders => _parts.Length - 1;

    public static RelationshipTemplate For(Resource resource, UInt128 mask) =>
        Cache.GetOrAdd((resource, mask), k => new RelationshipTemplate(k.Item1, k.Item2));

    /// <returns>How many bytes were written.</returns>
    public int Fill(Span<byte> into, ReadOnlySpan<byte> key)
    {
        var position = 0;
        for (var i = 0; i < _parts.Length; i++)
        {
            if (i > 0)
            {
                key.CopyTo(into[position..]);
                position += key.Length;
            }

            _parts[i].CopyTo(into[position..]);
            position += _parts[i].Length;
        }

        return position;
    }
}
