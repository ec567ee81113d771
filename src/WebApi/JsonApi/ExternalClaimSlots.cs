using OpenEvent.Application.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// Limits the requests with an idempotency key and an <see cref="ExternalSideEffect"/>, because each keeps a connection to the database
/// until its effect has ended. Other requests need the rest of the connections.
/// </summary>
internal sealed class ExternalClaimSlots()
    : UserSlots(maxSlots: 30, maxPerUser: 5, "Too many requests with an Idempotency-Key are in progress.", maxUnverified: 10);
