namespace OpenEvent.WebApi.Endpoints;

/// <summary>The headers of files of users, so that a browser neither shows nor runs nor keeps nor passes on what it downloads.</summary>
internal static class DownloadHeaders
{
    public const string Policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    public static void Set(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = Policy;
    }
}
