using System.Text.Json;
using OpenEvent.Application.Resources.Query;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// Writes the links of a list: <c>self</c>, and if there is more than one page also <c>first</c>, <c>last</c>, <c>prev</c> and <c>next</c>.
/// </summary>
internal static class PageLinks
{
    public static void Write(Utf8JsonWriter json, HttpRequest request, ResourceQuery query, long total)
    {
        json.WriteStartObject("links"u8);
        json.WriteString("self"u8, request.Path + request.QueryString.Value);
        if (query.PageSize > 0 && total > query.PageSize)
        {
            var last = (total + query.PageSize - 1) / query.PageSize;
            json.WriteString("first"u8, UrlOfPage(request, 1));
            json.WriteString("last"u8, UrlOfPage(request, last));
            if (query.PageNumber > 1)
                json.WriteString("prev"u8, UrlOfPage(request, Math.Min(query.PageNumber - 1L, last)));
            if (query.PageNumber < last)
                json.WriteString("next"u8, UrlOfPage(request, query.PageNumber + 1L));
        }

        json.WriteEndObject();
    }

    private static string UrlOfPage(HttpRequest request, long number)
    {
        var otherParameters = request
            .Query.Where(q => q.Key != "page[number]")
            .SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v));
        var all = otherParameters.Append(
            KeyValuePair.Create<string, string?>("page[number]", number.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
        return request.Path + QueryString.Create(all);
    }
}
