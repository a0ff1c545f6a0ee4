namespace PortSafe.Auditor.Releases;

/// <summary>
/// The question for one or no cell of a whole table, made small: reduced, and split into components, of which one holds the cell and the
/// others need any values that fit.
/// </summary>
internal sealed class CellAttack
{
    private readonly Reduction _reduction;
    private readonly IReadOnlyList<Component> _components;
    private readonly int _cell;
    private readonly int _component = -1;

    public CellAttack(CountTable table, int? cell)
    {
        _reduction = new Reduction(table, cell is { } kept ? [kept] : []);
        _components = Component.Split(_reduction.Table);
        var questions = _components.Select(component => new RangeQuestion(component.Table, [])).ToArray();
        if (cell is { } wanted)
        {
            _cell = _reduction.PlaceOf(wanted);
            _component = _components.Index().First(component => Array.BinarySearch(component.Item.Cells, _cell) >= 0).Index;
            questions[_component] = questions[_component] with { Wanted = [Array.BinarySearch(_components[_component].Cells, _cell)] };
        }
        Questions = questions;
    }

    /// <summary>One for each component.</summary>
    public IReadOnlyList<RangeQuestion> Questions { get; }

    /// <summary>The range of the cell.</summary>
    public RangeFound Range(IReadOnlyList<RangeAnswer> answers) => answers[_component].Ranges[0];

    /// <summary>A whole table, with the given one of those found for the cell's component.</summary>
    public long[] Table(IReadOnlyList<RangeAnswer> answers, int number)
    {
        var values = new long[_reduction.Table.Lower.Length];
        for (var index = 0; index < _components.Count; index++)
            _components[index].Place(answers[index].Tables[index == _component ? number : 0], values);
        return _reduction.Expand(values);
    }
}
