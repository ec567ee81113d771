using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// A form-encoded body, as in all requests of the first remote lab (docs/reference/lab-http.md#routes-of-the-first-remote-lab).
/// </summary>
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

    /// <returns>Null if the field is missing or empty, or contains a NUL character.</returns>
    public string? Text(string name) =>
        fields[name].ToString() is { Length: > 0 } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;

    /// <exception cref="RejectedException">Malformed.</exception>
    public string Required(string name) => Text(name) ?? throw RejectedException.Malformed($"The field {name} is missing.");

    public bool Flag(string name) => Text(name) is { } text && text is not ("0" or "false" or "False");
}
