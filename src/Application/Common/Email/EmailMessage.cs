namespace OpenEvent.Application.Common;

/// <summary>
/// The data of one kind of e-mail. The template's name is the record's name in snake case, as in docs/reference/emails.md#e-mail-kinds.
/// </summary>
public abstract record EmailMessage;
