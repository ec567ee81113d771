namespace OpenEvent.Application.Common;

/// <summary>A request of staff. Others get 403 before they learn what is wrong with it.</summary>
internal interface IStaffRequest : ISignedInRequest;
