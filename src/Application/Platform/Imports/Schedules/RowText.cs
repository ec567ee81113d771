using System.Net;
using System.Text.Json;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Writes texts of an imported file to attributes, with the rules of the attributes.</summary>
internal sealed class RowText<T>(Resource<T> resource, ArchiveProblems problems, string file)
    where T : Entity
{
    private readonly Dictionary<string, Field<T>> _fields = resource.Fields.ToDictionary(f => f.Name);

    /// <param name="item">The place in the file. Null: the text is about the whole file.</param>
    /// <param name="name">The attribute.</param>
    public void Set(T row, int? item, string name, string? text)
    {
        try
        {
            _fields[name].Read(JsonSerializer.SerializeToElement(text)).ApplyTo(row);
        }
        catch (InvalidValueException e)
        {
            problems.Add(file, item, WireNames.ToSnakeCase(name), e.Message);
        }
    }

    /// <summary>Sets an attribute that has HTML.</summary>
    public void SetHtml(T row, int? item, string name, string? text) =>
        Set(row, item, name, text is null ? null : $"<p>{WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal)}</p>");
}
