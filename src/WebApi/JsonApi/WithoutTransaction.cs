namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// Marks an endpoint that verifies a password. Its idempotency key is claimed without a transaction: wrong passwords are counted before
/// they are verified, and the rollback of a transaction would take the count back.
/// </summary>
internal sealed class WithoutTransaction;
