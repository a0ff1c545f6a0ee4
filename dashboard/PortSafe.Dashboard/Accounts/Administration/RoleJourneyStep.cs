namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Where a journey is that ends with a role and ports. Answers travel in the form, so that nothing is kept and nothing is lost.</summary>
public enum RoleJourneyStep
{
    /// <summary>Who it is and which role.</summary>
    Role,

    /// <summary>Which ports; for port managers alone.</summary>
    Ports,

    CheckAnswers,
}
