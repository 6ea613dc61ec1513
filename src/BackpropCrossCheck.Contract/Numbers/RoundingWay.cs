namespace BackpropCrossCheck.Numbers;

/// <summary>What a person does with the digits that are dropped.</summary>
public enum RoundingWay
{
    /// <summary>Rounds to nearest; half a unit is rounded away from zero.</summary>
    HalfUp,

    /// <summary>Rounds to nearest; half a unit is rounded to the even digit.</summary>
    HalfEven,

    /// <summary>Drops the digits.</summary>
    CutOff,
}
