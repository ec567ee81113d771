using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// What is wrong with the content of a request, until its permission has been checked. <see cref="IAuthorization"/> throws it when a
/// decision allows the request, so that callers without the permission are not told.
/// </summary>
internal sealed class PendingRejection
{
    private RejectedException? _rejection;

    public bool Exists => _rejection is not null;

    /// <summary>
    /// Whether the key of the row is missing or invalid, so that no permission of a row can be checked and the row is not found.
    /// </summary>
    public bool IsRowKeyInvalid { get; private set; }

    /// <summary>Keeps the first rejection of a request.</summary>
    public void Set(RejectedException rejection, bool isRowKey = false)
    {
        _rejection ??= rejection;
        IsRowKeyInvalid |= isRowKey;
    }

    /// <summary>Throws the kept rejection, once.</summary>
    /// <exception cref="RejectedException">The content of the request is invalid.</exception>
    public void ThrowIfSet()
    {
        if (_rejection is not { } rejection)
            return;
        Clear();
        throw rejection;
    }

    public void Clear()
    {
        _rejection = null;
        IsRowKeyInvalid = false;
    }
}
