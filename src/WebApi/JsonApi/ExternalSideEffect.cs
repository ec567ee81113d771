namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// Marks an endpoint that has an effect outside the database. Its idempotency key is claimed before the effect and its response is stored
/// afterwards, because no transaction may be open in between.
/// </summary>
internal sealed record ExternalSideEffect(ExternalEffectKind Kind);
