namespace OpenEvent.Application.Common;

/// <summary>
/// A request of signed-in users only. Its rules are not told to others: they get 401, whatever they sent. The handler still decides who
/// may do what.
/// </summary>
internal interface ISignedInRequest;
