using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>A form-encoded body (<c>spec/pslab/remote.md</c>: all requests of the first remote lab are).</summary>
internal sealed class LegacyForm(IFormCollection fields)
{
    /// <exception cref="RejectedException">Malformed.</exception>
    public static async Task<LegacyForm> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            throw RejectedException.Malformed("The body must be a form: application/x-www-form-urlencoded.");
        try
        {
            return new LegacyForm(await http.Request.ReadFormAsync(http.RequestAborted));
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            throw RejectedException.Malformed("The form cannot be read.");
        }
    }

    /// <returns>null where it is absent or empty, or holds what no text may.</returns>
    public string? Text(string name) =>
        fields[name].ToString() is { Length: > 0 } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;

    /// <exception cref="RejectedException">Malformed.</exception>
    public string Required(string name) => Text(name) ?? throw RejectedException.Malformed($"The field {name} is missing.");

    public bool Flag(string name) => Text(name) is { } text && text is not ("0" or "false" or "False");
}
