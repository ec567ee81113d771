using OpenEvent.Application.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Sent to the user who exported an event, when its archive is ready.</summary>
/// <param name="EventUrl">The page of the event from which its team downloads exports.</param>
[Recipient("User", About = "exports that are ready")]
public sealed record EventExported(string Name, string EventName, string EventUrl) : EmailMessage;

/// <summary>Sent to the user who exported an event, when that failed.</summary>
/// <param name="Reason">Why the task failed. Several lines if there are several reasons.</param>
[Recipient("User", About = "exports that have failed")]
public sealed record EventExportFail(string Name, string EventName, string Reason, string EventUrl) : EmailMessage;

/// <summary>Sent to the user who imported an event or a schedule, when it is there.</summary>
[Recipient("User", About = "imports that have succeeded")]
public sealed record EventImported(string Name, string EventName, string EventUrl) : EmailMessage;

/// <summary>Sent to the user who imported an event or a schedule, when that failed. Nothing was written then.</summary>
/// <param name="Reason">Why the task failed. Several lines if there are several reasons.</param>
[Recipient("User", About = "imports that have failed")]
public sealed record EventImportFail(string Name, string Reason) : EmailMessage;
