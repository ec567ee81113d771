namespace OpenEvent.Application.Common;

/// <summary>
/// This version of the server does not know the kind of an outbox entry, or the kind of its e-mail: a newer version has written it. The
/// entry waits for a server that does.
/// </summary>
public sealed class UnknownOutboxKindException(string reason) : Exception(reason);
