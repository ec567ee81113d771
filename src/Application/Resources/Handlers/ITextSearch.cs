using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The text search of a type: <c>?search=</c> on its list.</summary>
internal interface ITextSearch<T>
    where T : Entity
{
    /// <exception cref="RejectedException">Malformed: the text is too long; TooManyRequests.</exception>
    Task<ResourceScope<T>> SelectAsync(string text, CancellationToken ct);
}
