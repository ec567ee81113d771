using System.Collections.Concurrent;
using System.Text;
using OpenEvent.Application.Resources;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// The <c>relationships</c> object of a type, with links only, as UTF-8 with placeholders for the key of the row. It is the largest part of
/// a document and the same for all rows, so it is cached.
/// </summary>
internal sealed class RelationshipTemplate
{
    private static readonly ConcurrentDictionary<(Resource, UInt128), RelationshipTemplate> Cache = new();

    private readonly byte[][] _parts;

    private RelationshipTemplate(Resource resource, UInt128 mask)
    {
        List<byte[]> parts = [];
        var text = "{";
        var separator = "";
        foreach (var relationship in resource.AllRelationships)
        {
            if ((mask & (UInt128.One << relationship.Index)) == UInt128.Zero)
                continue;
            parts.Add(Encoding.UTF8.GetBytes($"{text}{separator}\"{relationship.Name}\":{{\"links\":{{\"self\":\"/v1/{resource.Path}/"));
            parts.Add(Encoding.UTF8.GetBytes($"/relationships/{relationship.Name}\",\"related\":\"/v1/{resource.Path}/"));
            text = $"/{relationship.Name}\"}}}}";
            separator = ",";
        }

        parts.Add(Encoding.UTF8.GetBytes(text + "}"));
        _parts = [.. parts];
        Bytes = parts.Sum(p => p.Length);
    }

    /// <summary>The size in bytes without the keys.</summary>
    public int Bytes { get; }

    /// <summary>How often the key of the row occurs.</summary>
    public int Placeholders => _parts.Length - 1;

    public static RelationshipTemplate For(Resource resource, UInt128 mask) =>
        Cache.GetOrAdd((resource, mask), k => new RelationshipTemplate(k.Item1, k.Item2));

    /// <summary>Writes the template with the key of a row.</summary>
    /// <returns>The number of bytes written.</returns>
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
