namespace OpenEvent.Application.Common;

/// <summary>
/// A request that everyone may send. Invalid content is rejected before its handler runs. In other requests, the permission comes first.
/// </summary>
internal interface IPublicRequest;
