using Microsoft.AspNetCore.Cors.Infrastructure;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// A form-encoded body: of the requests of the first remote lab (docs/reference/lab-http.md#routes-of-the-first-remote-lab), and of the
/// pages that links in e-mails open.
/// </summary>
internal sealed class FormBody(HttpContext http, IFormCollection fields)
{
    /// <param name="fromAnySite">The form holds a secret, so a page of another site that sends it has got it from the user.</param>
    /// <exception cref="RejectedException">
    /// Malformed. Forbidden: a page of another site sent the form, and <c>Cors:Origins</c> does not name that site.
    /// </exception>
    public static async Task<FormBody> ReadAsync(HttpContext http, bool fromAnySite = false)
    {
        if (!fromAnySite)
            await RequireOwnSiteAsync(http);
        try
        {
            if (http.Request.HasFormContentType)
                return new FormBody(http, await http.Request.ReadFormAsync(http.RequestAborted));
            NamedRouteBody.Reject(http, RejectedException.Malformed("The body must be a form: application/x-www-form-urlencoded."));
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            NamedRouteBody.Reject(http, RejectedException.Malformed("The form cannot be read."));
        }

        return new FormBody(http, FormCollection.Empty);
    }

    /// <summary>
    /// Browsers send forms across sites without asking, and store the cookies of the answer. They say so in a header that pages cannot set
    /// (https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header).
    /// </summary>
    private static async Task RequireOwnSiteAsync(HttpContext http)
    {
        if (http.Request.Headers["Sec-Fetch-Site"] != "cross-site")
            return;
        var cors = await http.RequestServices.GetRequiredService<ICorsPolicyProvider>().GetPolicyAsync(http, policyName: null);
        if (cors is not { SupportsCredentials: true } || !cors.Origins.Contains(http.Request.Headers.Origin.ToString()))
            throw RejectedException.Forbidden("Forms of other sites are not accepted. Cors:Origins names the sites that may send them.");
    }

    /// <returns>Null if the field is missing or empty, or contains a NUL character.</returns>
    public string? Text(string name) =>
        fields[name].ToString() is { Length: > 0 } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;

    /// <returns>An empty text if it is missing and the route is not for everyone.</returns>
    /// <exception cref="RejectedException">Malformed.</exception>
    public string Required(string name)
    {
        if (Text(name) is { } text)
            return text;
        NamedRouteBody.Reject(http, RejectedException.Malformed($"The field {name} is missing."));
        return "";
    }

    public bool Flag(string name) => Text(name) is { } text && text is not ("0" or "false" or "False");
}
