using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.TestMode;

/// <summary><c>/testing/mails</c>: what the server has sent, the newest first.</summary>
internal static class MailEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int MaxFilterLength = 320;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mails", ListAsync).ExcludeFromDescription();
        routes
            .MapDelete("/mails", (ITestInbox inbox) =>
            {
                inbox.Clear();
                return Results.NoContent();
            })
            .ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(HttpContext http, ITestInbox inbox, CancellationToken ct)
    {
        var (to, kind) = (ReadFilter(http, "to"), ReadFilter(http, "kind"));
        var after = QueryInteger.Read(http, "after", 0, 0, long.MaxValue);
        var limit = QueryInteger.Read(http, "limit", DefaultLimit, 1, MaxLimit);
        var found = await inbox.FindAsync(
            email =>
                email.Id > after
                && (to is null || email.Content.To.Equals(to, StringComparison.OrdinalIgnoreCase))
                && (kind is null || email.Content.Kind == kind),
            QueryInteger.ReadWait(http, defaultSeconds: 0),
            ct
        );
        return Results.Json(new { mails = found.Take((int)limit).Select(ToJson) });
    }

    private static object ToJson(ReceivedEmail email)
    {
        var links = EmailLinks.Find(email.Content.Html);
        return new
        {
            id = email.Id,
            kind = email.Content.Kind,
            from = email.From,
            to = email.Content.To,
            subject = email.Content.Subject,
            at = email.SentAt.UtcDateTime,
            text = email.Content.Text,
            html = email.Content.Html,
            attachments = (email.Content.Attachments ?? []).Select(a => new
            {
                name = a.FileName,
                type = a.ContentType,
                size = a.Content.Length,
            }),
            links = links.DistinctBy(l => l.Role).ToDictionary(l => l.Role, l => l.Url),
            urls = links.Select(l => l.Url),
        };
    }

    private static string? ReadFilter(HttpContext http, string name) =>
        http.Request.Query[name].FirstOrDefault() is not { Length: > 0 } text ? null
        : text.Length <= MaxFilterLength ? text
        : throw RejectedException.Malformed($"Longer than maximum length {MaxFilterLength}.", parameter: name);
}
