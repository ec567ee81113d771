using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>Sends JSON:API documents with their ETags.</summary>
internal sealed class DocumentSender(DocumentWriter writer)
{
    public async Task SendListAsync<T>(HttpContext http, Resource<T> resource, Page<T> page, ResourceQuery query)
        where T : Entity
    {
        using var buffer = new PooledBuffer(4096 + (page.Rows.Count * 4096));
        writer.WriteList(buffer, resource, page, query, http.Request);
        await SendAsync(http, StatusCodes.Status200OK, buffer, null);
    }

    public async Task SendOneAsync<T>(HttpContext http, int status, Resource<T> resource, Page<T> page, ResourceQuery query)
        where T : Entity
    {
        using var buffer = new PooledBuffer(8192);
        writer.WriteOne(buffer, resource, page, query);
        await SendAsync(http, status, buffer, page.Rows[0]);
    }

    public static async Task SendLinkageAsync(HttpContext http, Resource owner, Relationship relationship, LinkageResult linkage)
    {
        using var buffer = new PooledBuffer(1024);
        DocumentWriter.WriteLinkage(buffer, owner, relationship, linkage);
        await SendAsync(http, StatusCodes.Status200OK, buffer, null);
    }

    public static async Task SendMessageAsync(HttpContext http, string message)
    {
        using var buffer = new PooledBuffer(256);
        DocumentWriter.WriteMessage(buffer, message);
        http.Response.ContentType = MediaType.JsonApi;
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.Written, http.RequestAborted);
    }

    private static async Task SendAsync(HttpContext http, int status, PooledBuffer buffer, Entity? row)
    {
        var tag = ETag.For(buffer.Written.Span, row);
        http.Response.Headers.ETag = tag;
        if (HttpMethods.IsGet(http.Request.Method) && ETag.IsCurrent(http.Request, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = MediaType.JsonApi;
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.Written, http.RequestAborted);
    }
}
