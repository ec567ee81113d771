using System.Net;
using System.Text.RegularExpressions;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>Opens pages and sends their forms, as a browser without JavaScript does.</summary>
internal static partial class WebPages
{
    /// <returns>The HTML.</returns>
    public static async Task<string> GetPageAsync(this OpenEventServer server, string url) =>
        (await server.Anonymous.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Text;

    public static async Task<(HttpStatusCode Status, string Html)> SubmitAsync(
        this OpenEventServer server,
        string url,
        params (string Name, string Value)[] fields
    )
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await server.Anonymous.Http.PostAsync(url, form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends the form of a page with its hidden fields.</summary>
    public static Task<(HttpStatusCode Status, string Html)> SubmitFormAsync(
        this OpenEventServer server,
        string page,
        params (string Name, string Value)[] fields
    )
    {
        var action = WebUtility.HtmlDecode(Action().Match(page).Groups[1].Value);
        var hidden = Hidden().Matches(page).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
        return server.SubmitAsync(action, [.. hidden, .. fields]);
    }

    [GeneratedRegex("method=\"post\" action=\"([^\"]*)\"")]
    private static partial Regex Action();

    [GeneratedRegex("type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
