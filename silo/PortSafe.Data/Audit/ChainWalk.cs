namespace PortSafe.Data.Audit;

/// <summary>Follows one chain from its first row and remembers the first fault.</summary>
/// <param name="heads">Rows that must be on the way.</param>
internal sealed class ChainWalk(string node, IReadOnlyList<ChainHead> heads)
{
    private readonly HashSet<ChainHead> _met = [];
    private ChainFinding? _fault;
    private long _last;
    private string _hash = "";

    public long Rows { get; private set; }

    public void Take(AuditRow row)
    {
        Rows++;
        if (row.Sequence < 1)
        {
            Find(row.Sequence, ChainFault.Broken, $"Row {row.Sequence} was put in: a chain begins with row 1.");
            return;
        }
        if (row.Sequence != _last + 1)
            Find(_last + 1, ChainFault.Missing, Missing(_last + 1, row.Sequence - 1));
        else if (AuditLog.HashOf(_hash, row) != row.Hash)
            Find(row.Sequence, ChainFault.Broken, _last == 0
                ? "Row 1 does not match its hash. It was changed, moved or put in, or the rows before it were removed."
                : $"Row {row.Sequence} does not follow from row {_last}. One of the two was changed, moved or put in.");
        (_last, _hash) = (row.Sequence, row.Hash);
        foreach (var head in heads.Where(head => head.Sequence == row.Sequence && head.Hash == row.Hash))
            _met.Add(head);
    }

    /// <param name="before">The recorded head before the first row was taken.</param>
    /// <param name="after">The recorded head after the last row was taken.</param>
    public ChainVerdict End(ChainHead? before, ChainHead? after, IReadOnlyList<ChainHead> remembered)
    {
        foreach (var head in remembered.Where(head => !_met.Contains(head)).OrderBy(head => head.Sequence))
        {
            FindBefore(head.Sequence, ChainFault.NotRemembered, head.Sequence > _last
                ? $"Row {head.Sequence}, which you remember, is missing: the chain ends with row {_last}."
                : $"Row {head.Sequence} has another hash than you remember: the chain was written anew from there or before.");
        }
        if (after is null && Rows > 0)
            Find(_last, ChainFault.NoHead, "The record of where the chain ends was removed, so rows may be missing at its end.");
        else if (before is not null && before.Sequence > _last)
            Find(_last + 1, ChainFault.Missing, Missing(_last + 1, before.Sequence));
        else if (after is not null && _last > after.Sequence)
            Find(after.Sequence + 1, ChainFault.BehindHead, $"Row {after.Sequence + 1} stands behind the recorded end of the chain, row {after.Sequence}. It was put in.");
        else if (before is not null && !_met.Contains(before))
            Find(before.Sequence, ChainFault.NotHead, $"Row {before.Sequence} is not the one that was recorded as the end of the chain. It was written anew.");
        return new ChainVerdict(node, Rows, Rows == 0 ? null : new ChainHead(node, _last, _hash), _fault);
    }

    private static string Missing(long first, long last) => first == last ? $"Row {first} is missing." : $"Rows {first} to {last} are missing.";

    private void Find(long sequence, ChainFault fault, string message) => _fault ??= new ChainFinding(sequence, fault, message);

    /// <summary>What is remembered is checked last and may still be the first bad row.</summary>
    private void FindBefore(long sequence, ChainFault fault, string message)
    {
        if (_fault is null || sequence < _fault.Sequence)
            _fault = new ChainFinding(sequence, fault, message);
    }
}
