/** Why commands that compare versions refuse `--attach`. */
export const NO_VERSIONS =
  'it starts the versions that it compares, and a running server has one; compare two runs instead';
