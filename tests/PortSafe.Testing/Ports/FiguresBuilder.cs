using PortSafe.Domain.Awareness;

namespace PortSafe.Testing.Ports;

public static class FiguresBuilder
{
    /// <summary>A quarter's figures that keep every rule; name what the test is about.</summary>
    public static QuarterFigures Figures(
        int headcount = 200, int briefedSecurity = 20, int briefedOther = 60, int actCompletions = 15,
        int surveyResponses = 40, int knowLine = 30, int believeAnonymous = 25, int confidentToReport = 20) =>
        new(headcount, briefedSecurity, briefedOther, actCompletions, surveyResponses, knowLine, believeAnonymous, confidentToReport);
}
