namespace OpenEvent.WebApi.Endpoints;

/// <summary>The headers of files of users, so that a browser neither shows nor runs nor keeps nor passes on what it downloads.</summary>
internal static class DownloadHeaders
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    /// <param name="cacheControl">By default, no cache keeps the file.</param>
    public static void Set(IHeaderDictionary headers, string cacheControl = "no-store")
    {
        headers.CacheControl = cacheControl;
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = Policy;
    }
}
