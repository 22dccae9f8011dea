'use client';

import { CrashPage } from '@/components/layout/CrashPage';

export default CrashPage;
