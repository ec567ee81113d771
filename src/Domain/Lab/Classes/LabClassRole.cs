namespace OpenEvent.Domain.Lab;

/// <summary>What a member of a class does there.</summary>
public enum LabClassRole
{
    /// <summary>Uses the scripts of the class.</summary>
    Student,

    /// <summary>Shares scripts, and sees the results of the members.</summary>
    Teacher,
}
