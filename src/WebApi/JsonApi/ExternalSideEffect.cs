namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// Marks an endpoint whose effect is not in the database: its idempotency key is reserved first and answered afterwards, as no transaction may be open
/// while it works.
/// </summary>
internal sealed class ExternalSideEffect;
