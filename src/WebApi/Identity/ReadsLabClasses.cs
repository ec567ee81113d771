namespace OpenEvent.WebApi.Identity;

/// <summary>Marks endpoints whose policies ask for the caller's classes of the lab, so that they are loaded with the account.</summary>
internal sealed record ReadsLabClasses;
